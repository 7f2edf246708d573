"""The machinery: counties, scope, flows, figures, rosters, audit. Not one word of union work in it."""
