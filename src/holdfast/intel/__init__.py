"""What the world knows of weaknesses: advisories, exploited ones, likelihoods.

How a scanner asks::

    with open_database(database_file(places.cache)) as database:
        state = database.state(clock.now(), max_age)  # state.is_usable, state.problems
        matches = database.match(filter(None, map(from_purl, purls)))  # matches.packages, matches.problems
"""
