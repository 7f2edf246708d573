"""岗位与账号: who holds which post, hence what they may see and do; terms and chairs."""
