"""Words that do not belong on a resident's page, each with what to say instead."""

import re

# As a regular expression for the whole word or phrase, with the plain way to say it.
HARD_WORDS = {
    # Words of makers: a resident never has to know them.
    r"credentials?": "badge",
    r"verifiable\w*": "te controleren",
    r"verifi\w+": "controle, controleren",
    r"issuers?": "wie de badge geeft",
    r"holders?": "eigenaar",
    r"achievements?": "badge",
    r"assertions?": "badge",
    r"alignments?": "vaardigheid",
    r"claims?": "wat iemand zegt",
    r"DIDs?(?:-\w+)?": "adres",
    r"JSON(?:-LD)?": "tekstbestand",
    r"JWT|JWS|JWKS|XML|CSV": "tekstbestand",
    r"API(?:-\w+)?": "(technische details)",
    r"U[RU][IL]s?|HTTPS?|HTML|TLS|DNS": "adres",
    r"tokens?|hash(?:es)?|payload|endpoints?|headers?|servers?": "(technische details)",
    r"metadata|schema's?|canonicali\w+|cryptogra\w+|codering|gecodeerd\w*": "(technische details)",
    r"authenti\w+|autori[sz]\w+": "echt, mogen",
    r"valid(?:ati|er)\w*|gevalideerd\w*": "controleren",
    r"revocatie\w*": "intrekken",
    r"compliant|compatibel": "past bij",
    r"stakeholders?|feedback|commitment|(?:soft )?skills?|skillset": "(zeg het in het Nederlands)",
    # Words of offices.
    r"implement\w+|geïmplementeerd\w*": "invoeren, gaan gebruiken",
    r"faciliter\w+|gefaciliteerd\w*": "helpen, mogelijk maken",
    r"realiser\w+|gerealiseerd\w*|realisatie": "maken, doen",
    r"participe\w+|participatie": "meedoen",
    r"optimalis\w+": "beter maken",
    r"cre[eë]\w*ren|gecre[eë]\w+": "maken",
    r"prioriteiten|prioriteit|prioriter\w+": "wat eerst moet",
    r"competenties?": "vaardigheid",
    r"relevant\w*": "belangrijk",
    r"adequa\w+": "goed",
    r"conform": "zoals",
    r"middels|door middel van": "met",
    r"dien(?:en|t|de|den)? te": "moeten",
    r"verstrek\w*|verschaff\w*": "geven",
    r"betreft|betreffende|desbetreffende|inzake|omtrent": "over",
    r"met betrekking tot|ten aanzien van|ten behoeve van|in het kader van": "over, voor",
    r"op grond van|krachtens|ingevolge": "door, volgens",
    r"teneinde": "om",
    r"indien|mits|tenzij": "als",
    r"derhalve|dientengevolge|aldus|zodoende": "daarom",
    r"alsmede|evenals|alsook": "en",
    r"tevens|eveneens": "ook",
    r"reeds": "al",
    r"thans|momenteel|heden": "nu",
    r"hetgeen|hetwelk|welks|diens": "wat",
    r"alvorens": "voordat",
    r"voorts|desalniettemin|niettemin|echter": "maar, ook",
    r"jegens|nopens|aangaande": "tegen, over",
    r"geschieden?|geschiedt": "gebeuren",
    r"voornoemde?|bovengenoemde?|onderhavige?|dezulken": "deze",
    r"zorg ?dragen|zorgdraagt|zorg draagt": "zorgen",
    r"gebruik ?maken van|gebruikmaking": "gebruiken",
    r"aanvang\w*|aangevangen": "begin",
    r"trachten?|getracht": "proberen",
    r"stimuler\w+|gestimuleerd\w*": "aanmoedigen",
    r"evalu\w+|geëvalueerd\w*|reflect\w+": "terugkijken",
    r"monitor\w*": "volgen, bijhouden",
    r"initi[eë]r\w+|initieel|initiële": "beginnen, eerste",
    r"anticiper\w+": "vooruit denken",
    r"integra(?:al|le)": "helemaal",
    r"proactie\w+|constructie(?:f|ve)|effectie(?:f|ve)|efficiënte?|structure(?:el|le)": "goed",
    r"significan\w+|substantie\w+": "groot, belangrijk",
    r"u|uw|uzelf": "je",
}
_ANY_OF_THEM = re.compile(rf"(?<!\w)(?:{'|'.join(HARD_WORDS)})(?!\w)", re.IGNORECASE)


def find_hard_words(text: str) -> tuple[str, ...]:
    """The words of the list that a text holds, as they stand there, in lower case."""
    return tuple(sorted({found.group().lower() for found in _ANY_OF_THEM.finditer(text)}))
