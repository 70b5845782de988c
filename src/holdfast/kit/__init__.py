"""Tools without product words: nothing in here knows what a finding is."""
