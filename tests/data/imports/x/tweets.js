window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "edit_info" : { "initial" : { "editTweetIds" : [ "1700000000000000001" ], "editableUntil" : "2023-09-08T11:00:00.000Z", "editsRemaining" : "5", "isEditEligible" : true } },
      "retweeted" : false,
      "source" : "<a href=\"https://marlowe.example\" rel=\"nofollow\">Till</a>",
      "entities" : { "hashtags" : [ ], "symbols" : [ ], "user_mentions" : [ ], "urls" : [ { "url" : "https://t.co/aaaaaaaaaa", "expanded_url" : "https://marlowe.example/roast?a=1&b=2", "display_url" : "marlowe.example/roast", "indices" : [ "20", "43" ] } ],
        "media" : [ { "url" : "https://t.co/bbbbbbbbbb", "media_url_https" : "https://pbs.example/media/cup.jpg", "type" : "photo" } ] },
      "extended_entities" : { "media" : [
        { "url" : "https://t.co/bbbbbbbbbb", "media_url_https" : "https://pbs.example/media/cup.jpg", "type" : "photo" },
        { "url" : "https://t.co/bbbbbbbbbb", "media_url_https" : "https://pbs.example/media/film.jpg", "type" : "video", "video_info" : { "variants" : [
          { "content_type" : "application/x-mpegURL", "url" : "https://video.example/film.m3u8" },
          { "bitrate" : "320000", "content_type" : "video/mp4", "url" : "https://video.example/small.mp4" },
          { "bitrate" : "2176000", "content_type" : "video/mp4", "url" : "https://video.example/large.mp4" } ] } } ] },
      "favorite_count" : "3",
      "id_str" : "1700000000000000001",
      "id" : "1700000000000000001",
      "created_at" : "Fri Sep 08 10:00:00 +0000 2023",
      "full_text" : "The new roast &amp; you https://t.co/aaaaaaaaaa https://t.co/bbbbbbbbbb",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "id_str" : "1700000000000000002",
      "in_reply_to_status_id_str" : "1700000000000000001",
      "in_reply_to_screen_name" : "marlowe",
      "created_at" : "Fri Sep 08 10:05:00 +0000 2023",
      "full_text" : "@marlowe And it is [very] good.",
      "lang" : "und"
    }
  },
  {
    "tweet" : {
      "id_str" : "1700000000000000003",
      "created_at" : "Fri Sep 08 10:06:00 +0000 2023",
      "full_text" : "RT @bo: Coffee!",
      "lang" : "en"
    }
  }
]
