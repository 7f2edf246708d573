"""placeholder replaced at once"""
def touched(model, county_id, rows):
    return None
def closed(county_id, day):
    return False
