"""职工与会员: one person once; memberships join, transfer, are retained, leave."""
