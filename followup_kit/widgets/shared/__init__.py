"""What two or more panels use."""
