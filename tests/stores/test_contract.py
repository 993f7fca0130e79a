"""Our stores keep every promise of the contract, each on every database."""

from __future__ import annotations

import pytest
from tests.stores.places import PLACES

from blogcore.testing import StoreContract

CHECKS = sorted(name for name in vars(StoreContract) if name.startswith("test_"))


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize(
    "name", ["sqlite", "sql-sqlite", pytest.param("postgresql", marks=pytest.mark.server)]
)
def test_ours_keep_every_promise(name: str, check: str) -> None:
    class Contract(StoreContract):
        place = staticmethod(PLACES[name])

    getattr(Contract(), check)()
