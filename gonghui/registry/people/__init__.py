"""职工与会员: one person once, whatever unions he passes through, and the honours he holds.

Serves the membership work of the organising chapter (入会、转会、会籍管理) and is what every other chapter's rows
point to: a helped household, a class attended, a policy insured are all somebody in this register.
"""
