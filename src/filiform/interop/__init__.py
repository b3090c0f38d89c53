"""Health records of the outside world, translated to and from what Filiform knows."""
