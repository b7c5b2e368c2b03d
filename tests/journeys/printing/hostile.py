"""Texts that would do harm where a text is read as markup, as a path or as a place to fill."""

HOSTILE = (
    '#import "@preview/cetz:0.2.0": *',
    '#read("/etc/passwd")',
    '#read("../../../etc/passwd")',
    "$x^2$ *vet* _schuin_ `code` = kop",
    r"\u{202e} \ // /* */ #panic()",
    '#eval("1+1") #sys.inputs #pagebreak()',
    '"); #image("/etc/passwd"); ("',
    "]] #let x = 1 [[ <label> @ref",
    "{organisation} {badge} {day} {address} {0} {x!r}",
    "{number} {total}",
    "<script>alert(1)</script> &amp; %PDF",
)
