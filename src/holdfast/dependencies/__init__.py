"""What a service is made of: reads lock files, manifests, installed environments and images."""
