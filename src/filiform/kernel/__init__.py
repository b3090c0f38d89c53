"""What every room of the house shares: identifiers, quantities, periods and decisions."""
