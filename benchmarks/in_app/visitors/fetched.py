"""The frames that a page fetches beside its connection, as follow.js does."""

import gzip
import json
from contextlib import closing
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlparse


def fetch(stream: str, path: str) -> tuple[dict[str, Any], int]:
    """The frame of this moment and the bytes that it took, from the server with this stream."""
    with closing(HTTPConnection(urlparse(stream).netloc, timeout=60)) as connection:
        connection.request("GET", f"/{path}", headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body = response.read()
    packed = response.headers["Content-Encoding"] == "gzip"
    return json.loads(gzip.decompress(body) if packed else body), len(body)
