"""「家庭账户共济授权登记」: one question a page, and a draft that survives closing the app."""
