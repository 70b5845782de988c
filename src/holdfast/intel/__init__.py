"""What the world knows of weaknesses: advisories, exploited ones, likelihoods; downloaded, indexed, matched."""
