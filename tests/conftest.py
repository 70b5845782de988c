"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# How long a draw or a call takes depends on who else uses the machine; speed is the benchmarks' business.
settings.register_profile("holdfast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("holdfast")
