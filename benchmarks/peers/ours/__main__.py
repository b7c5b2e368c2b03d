"""Our own side as a contestant; ``--memo-off`` does without the memory for equal parts."""

import sys

from badgeservice.journeys.settling import settle
from benchmarks.peers.ours import (
    baking,
    bulk,
    embedded,
    hostile,
    search,
    selective,
    stages,
    status_lists,
    tokens,
)
from benchmarks.peers.worker import serve
from benchmarks.seams import switch_memo_off

if __name__ == "__main__":
    if "--memo-off" in sys.argv:
        switch_memo_off()
    # As the service does when it starts.
    settle()
    serve(
        {
            "embedded": embedded.prepare,
            "stages": stages.prepare,
            "selective": selective.prepare,
            "token": tokens.prepare,
            "bulk": bulk.prepare,
            "png": baking.prepare_png,
            "svg": baking.prepare_svg,
            "status list": status_lists.prepare,
            "hostile": hostile.prepare,
            "search": search.prepare,
        }
    )
