"""A small OpenML on 127.0.0.1, with an MNIST of a few images, for scikit-learn to fetch."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import numpy as np

from tests.data.examples import Arrays

FILE = "/data/v1/download/52667/mnist_784.arff"
COLUMNS = [f"pixel{i}" for i in range(1, 785)] + ["class"]


def arff(arrays: Arrays) -> bytes:
    x = np.concatenate([arrays["x_train"], arrays["x_test"]]).reshape(-1, 784)
    t = np.concatenate([arrays["y_train"], arrays["y_test"]])
    header = [f"@ATTRIBUTE {name} REAL" for name in COLUMNS[:-1]]
    header += ["@ATTRIBUTE class {0,1,2,3,4,5,6,7,8,9}"]
    rows = [",".join(map(str, [*row, label])) for row, label in zip(x, t, strict=True)]
    return "\n".join(["@RELATION mnist_784", *header, "@DATA", *rows, ""]).encode()


def answers(arrays: Arrays) -> dict[str, bytes]:
    """What OpenML answers to each of scikit-learn's five questions, by path."""
    table = arff(arrays)
    entry = {"did": 554, "name": "mnist_784", "version": 1, "status": "active", "format": "ARFF"}
    description = entry | {
        "id": "554",
        "file_id": "52667",
        "description": "MNIST",
        "url": f"https://www.openml.org{FILE}",
        "default_target_attribute": "class",
        "md5_checksum": hashlib.md5(table).hexdigest(),
    }
    size = {"name": "NumberOfInstances", "value": str(table.count(b"\n") - 787)}
    api = "/api/v1/json/data"
    replies: dict[str, Any] = {
        f"{api}/list/data_name/mnist_784/limit/2/data_version/1": {"data": {"dataset": [entry]}},
        f"{api}/554": {"data_set_description": description},
        f"{api}/features/554": {"data_features": {"feature": list(map(feature, COLUMNS))}},
        f"{api}/qualities/554": {"data_qualities": {"quality": [size]}},
    }
    return {FILE: table} | {path: json.dumps(reply).encode() for path, reply in replies.items()}


def feature(name: str) -> dict[str, str]:
    is_class = name == "class"
    return {
        "index": str(COLUMNS.index(name)),
        "name": name,
        "data_type": "nominal" if is_class else "numeric",
        "is_target": str(is_class).lower(),
        "is_ignore": "false",
        "is_row_identifier": "false",
        "number_of_missing_values": "0",
    }


@contextmanager
def serve(contents: dict[str, bytes]) -> Iterator[str]:
    """Answer on a free port, 404 for any other path; yields the server's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = contents.get(self.path)
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
