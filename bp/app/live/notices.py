"""What a visitor is told who does not find what was at hand."""

GONE = (
    "What was trained at this address is no longer here: the server was restarted since, or "
    "needed the memory. Its settings are in the address, and the same settings give the same curve."
)
AWAY = "So what this address had at hand is not shown yet: refresh the page to try again."
ELSEWHERE = (
    "What was trained at this address belongs to another browser, and is not shown here. Its "
    "settings are in the address, and the same settings give the same curve."
)
COPIED = (
    "This is a copy of what is open in another window. What you train here changes nothing there."
)
