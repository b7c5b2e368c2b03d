"""A small writer of XLSX files, so that tests can make right ones and wrong ones by hand."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/>'
    '<numFmt numFmtId="165" formatCode="&quot;dag&quot; 0"/></numFmts><cellStyleXfs><xf/>'
    '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/></cellXfs></styleSheet>'
)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive with these parts."""
    raw = BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as opened:
        for name, text in parts.items():
            opened.writestr(name, text)
    return raw.getvalue()


def parts_of(
    sheets: Mapping[str, str],
    *,
    shared: Sequence[str] = (),
    hidden: Sequence[str] = (),
    properties: str = "",
    kind: str = _KIND,
) -> dict[str, str | bytes]:
    """The parts of a workbook; each sheet by its name, with the XML of its rows."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"'
        + (' state="hidden"/>' if name in hidden else "/>")
        for n, name in enumerate(names, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in enumerate(names, start=1)
    )
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId98" Type="{_LINKS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId99" Type="{_LINKS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
        **{
            f"xl/worksheets/sheet{n}.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            for n, rows in enumerate(sheets.values(), start=1)
        },
    }


def rows_xml(*rows: Sequence[str]) -> str:
    """Rows of texts; a cell that begins with ``<`` is the XML inside a cell as it is."""
    return "".join(
        f'<row r="{n}">' + "".join(_cell(text, at, n) for at, text in enumerate(row)) + "</row>"
        for n, row in enumerate(rows, start=1)
    )


def a_workbook(*rows: Sequence[str]) -> bytes:
    """A workbook with one sheet of texts."""
    return archive(parts_of({"Leden": rows_xml(*rows)}))


def _cell(text: str, at: int, row: int) -> str:
    if text.startswith("<c"):
        return text.replace("<c", f'<c r="{chr(65 + at)}{row}"', 1)
    inner = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
    return f'<c r="{chr(65 + at)}{row}" t="inlineStr">{inner}</c>'
