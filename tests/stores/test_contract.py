"""Each store keeps the store contract on each database."""

from __future__ import annotations

import pytest
from tests.stores.databases import DATABASES, on_each_database

from blogcore.testing import StoreContract

CHECKS = sorted(name for name in vars(StoreContract) if name.startswith("test_"))


@pytest.mark.parametrize("check", CHECKS)
@on_each_database
def test_each_store_keeps_the_contract(database: str, check: str) -> None:
    class Contract(StoreContract):
        storage = staticmethod(DATABASES[database])

    getattr(Contract(), check)()
