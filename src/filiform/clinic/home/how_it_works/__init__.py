"""The public page that lets people play with the simulation of how needling may work."""
