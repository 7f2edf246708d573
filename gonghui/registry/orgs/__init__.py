"""工会组织与用人单位: the union tree with dated places, and the employers it covers."""
