"""帮扶项目: help by plan: the festival's visits, study aid in autumn, help in illness and winter; whom each may help, how
much, and how often. Serves the passages on visits at New Year and Spring Festival, on study aid, and on women workers'
children."""
