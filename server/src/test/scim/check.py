# Runs all checks of scim2-tester against a server: URL, certificate file, and the token in the environment. One line a
# check: its status, its name, the resource, and why.
import os
import ssl
import sys

import httpx2
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import check_server

trust = ssl.create_default_context(cafile=sys.argv[2])
client = httpx2.Client(
    base_url=sys.argv[1],
    headers={"Authorization": "Bearer " + os.environ["TOKEN"]},
    verify=trust,
    timeout=30,
)
failed = 0
for result in check_server(SyncSCIMClient(client)):
    failed += result.status.name not in ("SUCCESS", "SKIPPED", "ACCEPTABLE")
    print(result.status.name, result.title, result.resource_type, (result.reason or "").replace("\n", " "))
sys.exit(1 if failed else 0)
