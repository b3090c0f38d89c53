"""The clinic: the service around the science. The only folder of Filiform that imports Django."""
