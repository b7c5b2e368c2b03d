"""Write the page of codes to a file: ``python -m badgeservice.web.codebook FILE``."""

import sys
from pathlib import Path

from badgeservice.web.codebook.page import codes_page

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(codes_page(), encoding="utf-8")
