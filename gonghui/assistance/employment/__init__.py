"""就业服务: who looks for work, what work there is, who was trained and placed, and whether it lasted. Serves the passage
on laid-off workers trained and placed."""
