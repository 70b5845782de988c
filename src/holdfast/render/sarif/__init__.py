"""The parts of a SARIF 2.1.0 log: results, rules, runs."""
