"""How the checks of a contract are run, whoever takes them over."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

__all__ = ["CHECKED", "SLOW"]

#: A class that takes a check over runs the same check, whatever Hypothesis thinks of that.
CHECKED = settings(
    deadline=None,
    # The message says what matters, which "explain" would look for in many more runs.
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink],
    suppress_health_check=[HealthCheck.differing_executors],
)
#: The same where each example takes its time.
SLOW = settings(
    CHECKED, suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow]
)
