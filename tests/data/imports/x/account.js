window.YTD.account.part0 = [
  {
    "account" : {
      "createdVia" : "web",
      "username" : "marlowe",
      "accountId" : "4200000042",
      "createdAt" : "2015-01-01T00:00:00.000Z",
      "accountDisplayName" : "Marlowe Coffee"
    }
  }
]
