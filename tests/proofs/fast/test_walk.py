"""Every kind of thing that the walk takes, and the limits that it keeps."""

from copy import deepcopy
from typing import Any

import pytest

from badgeservice.errors import Refusal
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.fast.extent import MAX_NEW
from badgeservice.proofs.fast.memo import Memo
from badgeservice.proofs.fast.scopes import Scopes
from badgeservice.proofs.fast.walk import Walk
from full_credential import CONTEXTS, full_credential, places, with_value, without
from proofs.fast.both_engines import JsonObject, Pair, agree, bundled, why_declined

ACHIEVEMENT = ("credentialSubject", "achievement")
PROOF = full_credential()["endorsement"][0]["proof"]


def walk(document: Any) -> Walk:
    done = Walk(Scopes(bundled_contexts()), Memo(0), "sha256")
    done.walk_document(document)
    done.check_parts()
    return done


def test_each_object_is_one_block() -> None:
    done = walk({"@context": CONTEXTS, "id": "urn:x", "type": ["VerifiableCredential"]})
    assert [(subject, len(block.tails)) for subject, block, _ in done.named] == [("<urn:x>", 1)]
    done = walk({"@context": CONTEXTS, "issuer": {"id": "urn:x"}, "type": "VerifiableCredential"})
    assert (done.named, len(done.blanks[0].tails)) == ([], 2)


TAKEN: list[tuple[tuple[str | int, ...], Any]] = [
    ((*ACHIEVEMENT, "tag"), "one"),
    ((*ACHIEVEMENT, "tag"), ["one"]),
    ((*ACHIEVEMENT, "tag"), ["", " ", "\n", "1", "true"]),
    ((*ACHIEVEMENT, "tag"), ["x", 1, 1.5, True, {"@value": "x", "@language": "nl"}]),
    ((*ACHIEVEMENT, "type"), "Achievement"),
    (("type",), ["OpenBadgeCredential", "VerifiableCredential"]),
    ((*ACHIEVEMENT, "criteria"), {}),
    ((*ACHIEVEMENT, "criteria"), {"id": "https://x.example/criteria"}),
    ((*ACHIEVEMENT, "criteria"), {"id": "https://x.example/criteria", "narrative": "x"}),
    ((*ACHIEVEMENT, "criteria"), [{"narrative": "x"}, {"narrative": "y"}]),
    ((*ACHIEVEMENT, "image"), {"id": "data:image/png;base64,AA==", "type": "Image"}),
    ((*ACHIEVEMENT, "image"), {"id": "https://x.example/i.png", "type": "Image", "caption": "x"}),
    ((*ACHIEVEMENT, "resultDescription", 0, "allowedValue"), "1"),
    ((*ACHIEVEMENT, "resultDescription", 0, "allowedValue"), ["1", "1", "1"]),
    ((*ACHIEVEMENT, "resultDescription", 0, "allowedValue"), ["x", {"narrative": "y"}, 1]),
    ((*ACHIEVEMENT, "creator"), "https://x.example"),
    (("issuer",), "did:web:x.example"),
    (("issuer",), {"id": "did:web:x.example"}),
    (("credentialSubject", "identifier", 0, "hashed"), False),
    (("credentialSubject",), {"type": ["AchievementSubject"], "achievement": {"id": "urn:x:a"}}),
    (("evidence",), [{"type": ["Evidence"], "name": f"{number}"} for number in range(15)]),
    (("proof",), PROOF | {"proofValue": "z9"}),
    (("proof",), [PROOF | {"proofValue": f"z{number}"} for number in range(5, 9)]),
    (("proof",), PROOF | {"id": "urn:x:proof", "previousProof": ["urn:x:1", "urn:x:2"]}),
    (("proof",), PROOF | {"verificationMethod": {"id": "did:web:x#1"}}),
    (("endorsement",), full_credential()["endorsement"][0]),
    (("endorsement",), full_credential()),
    ((*ACHIEVEMENT, "endorsement"), full_credential()["endorsement"][:1]),
    (("issuer", "endorsement"), full_credential()["endorsement"][:1]),
    (("termsOfUse",), [{"type": "https://x.example/Policy"}, {"id": "urn:x:t", "type": "urn:T"}]),
]


@pytest.mark.parametrize(("path", "value"), TAKEN, ids=range(len(TAKEN)))
def test_everything_that_badges_are_made_of_is_taken(
    path: tuple[str | int, ...], value: Any
) -> None:
    document = full_credential()
    if path[-1] == "endorsement" and len(path) > 1:
        del document["endorsement"]
    if path == ("issuer", "endorsement"):
        del document["credentialSubject"]["achievement"]["creator"]
    if path == ("endorsement",) and "endorsement" in value:
        value = without(value, ("endorsement",)) | {"id": "urn:x:another"}
    assert agree(with_value(document, path, value))


def without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_ids(member) for name, member in value.items() if name != "id"}
    return [without_ids(one) for one in value] if isinstance(value, list) else value


def test_a_document_without_any_id_has_more_than_ten_blank_nodes() -> None:
    text = agree(without_ids(full_credential()))
    assert "_:c14n10 " in text
    subjects = [line.split(" ")[0] for line in text.splitlines()]
    assert subjects == sorted(subjects)


@pytest.mark.parametrize("place", [path for path, _ in places(full_credential()) if path])
def test_no_part_is_needed_to_take_the_rest(place: tuple[str | int, ...]) -> None:
    document = without(full_credential(), place)
    text = bundled().general(document)
    assert (text is None and why_declined(document)) or agree(document) == text


def test_the_order_of_members_and_of_sets_changes_nothing() -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: turned(value[name]) for name in reversed(value)}
        return value

    document = turned(full_credential())
    document["credentialSubject"]["achievement"]["tag"].reverse()
    document["endorsement"].reverse()
    assert agree(document) == agree(full_credential())


# --- limits -----------------------------------------------------------------------------------


def deep(depth: int, **innermost: Any) -> JsonObject:
    """So many objects within one another, the document and the innermost counted."""
    document = full_credential()
    profile = document["issuer"]
    for _ in range(depth - 2):
        profile["parentOrg"] = profile = {"type": ["Profile"]}
    profile.update(innermost)
    return document


def test_a_deep_document_is_taken_and_a_deeper_one_left_alone() -> None:
    assert agree(deep(31))
    for depth in (32, 40, 64, 120, 250):
        assert why_declined(deep(depth)) == "depth"


@pytest.mark.parametrize("depth", [255, 2_000, 100_000])
def test_the_deepest_do_not_even_begin(depth: int) -> None:
    assert why_declined(deep(depth)) == "json"


def test_a_deep_document_on_a_deep_stack_is_left_alone() -> None:
    def from_below(frames: int) -> str:
        return from_below(frames - 1) if frames else why_declined(deep(250))

    assert from_below(500) == "depth"


def test_what_refers_to_itself_is_left_alone() -> None:
    document = full_credential()
    document["issuer"]["parentOrg"] = document["issuer"]
    assert why_declined(document) == "json"


def endorsed(count: int, *, in_achievement: int = 0) -> JsonObject:
    document = full_credential()
    one = without(document, ("endorsement", 0, "proof"))["endorsement"][0]
    many = [one | {"id": f"urn:x:{number}", "name": f"{number}"} for number in range(count)]
    document["endorsement"] = many[in_achievement:]
    document["credentialSubject"]["achievement"]["endorsement"] = many[:in_achievement]
    return document if in_achievement else without(document, (*ACHIEVEMENT, "endorsement"))


def test_fifty_credentials_inside_are_taken_and_no_more() -> None:
    assert agree(endorsed(50))
    assert agree(endorsed(50, in_achievement=20))
    assert why_declined(endorsed(51)) == "documents"
    assert why_declined(endorsed(51, in_achievement=20)) == "documents"


def in_a_row(count: int, *, is_remembered: bool = False) -> JsonObject:
    inner: JsonObject | None = None
    for number in range(count):
        one = endorsed(1)["endorsement"][0] | {"id": f"urn:x:{number}", "name": f"{number}"}
        if inner and is_remembered:
            one["issuer"] = {"id": "did:web:a", "type": ["Profile"], "endorsement": [inner]}
        elif inner:
            one["endorsement"] = [inner]
        inner = one
    return full_credential() | {"endorsement": [inner]}


@pytest.mark.parametrize("is_remembered", [False, True])
def test_four_credentials_in_a_row_are_taken_and_no_more(*, is_remembered: bool) -> None:
    good = in_a_row(4, is_remembered=is_remembered)
    text = bundled().general(good)
    assert (text is None and why_declined(good)) or agree(good) == text
    assert why_declined(in_a_row(5, is_remembered=is_remembered)) in {"documents", "repeated"}


@pytest.mark.parametrize("contexts", [CONTEXTS[:1], CONTEXTS[1:], [], None])
def test_the_contexts_around_an_embedded_credential_do_not_help_it_out(contexts: Any) -> None:
    document = with_value(full_credential(), ("endorsement", 0, "@context"), contexts)
    assert why_declined(document)
    assert bundled().general(document) is None


MANY_TYPES = [{"type": f"https://x.example/{number}"} for number in range(5_000)]
MANY_NEW: list[JsonObject] = [
    {"termsOfUse": MANY_TYPES},
    {"evidence": [{"type": ["Evidence", f"urn:x:{number}"]} for number in range(5_000)]},
    {"endorsement": [endorsed(1)["endorsement"][0] | {"termsOfUse": MANY_TYPES[:120]}]},
]


@pytest.mark.parametrize("members", MANY_NEW, ids=range(3))
def test_types_without_end_are_given_up_early(members: JsonObject) -> None:
    unused = Pair(bundled_contexts())
    assert why_declined(full_credential() | members, unused) == "new"
    made = [len(engine._scopes._scopes) for engine in (unused.fast, unused.forgetful)]
    assert max(made) <= MAX_NEW + 1


HOSTILE: list[Any] = [
    {},
    {"@context": CONTEXTS},
    {"@context": CONTEXTS, "@graph": [full_credential()]},
    {"@context": CONTEXTS, "type": {"id": "urn:x"}, "id": "urn:x"},
    full_credential() | {"proof": [[PROOF]]},
    full_credential() | {"proof": None},
    full_credential() | {"credentialSubject": [[]]},
    full_credential() | {"type": ["VerifiableCredential", ["x"]]},
    full_credential() | {"type": [["VerifiableCredential"]]},
    full_credential() | {"id": {"id": "urn:x"}},
    full_credential() | {"@context": [CONTEXTS]},
    full_credential() | {"@context": {"@import": CONTEXTS[0]}},
    full_credential() | {"name": {"@value": {"@value": "x"}}},
    full_credential() | {"name": {"id": "urn:x", "@value": "x", "@language": "nl"}},
    full_credential() | {"evidence": [{"@type": "Evidence"}]},
    full_credential() | {"\ud800": "x"},
    deep(70),
    endorsed(2_000),
]


@pytest.mark.parametrize("document", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_documents_are_refused_as_without_the_fast_engine(document: Any) -> None:
    before = repr(document)
    assert why_declined(document)
    assert bundled().general(deepcopy(document)) is None
    with pytest.raises(Refusal):
        canonicalise(document)
    assert repr(document) == before
