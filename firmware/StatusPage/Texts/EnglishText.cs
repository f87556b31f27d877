namespace Gateway.StatusPage.Texts
{
    /// <summary>The page's texts in English. Markup stands in them as in HTML; a letter in braces is a fact (PageFacts).</summary>
    public static class EnglishText
    {
        /// <summary>Gives one text; null for a key that is none.</summary>
        public static string Get(int key)
        {
            return key switch
            {
                TextKey.Brand => "Mail and port 25",
                TextKey.NavLabel => "Pages",
                TextKey.NavState => "Status",
                TextKey.NavExplanation => "What it is",
                TextKey.NavCheck => "Am I affected?",
                TextKey.NavMailApps => "Mail settings",
                TextKey.NavFaq => "Questions",
                TextKey.NavContact => "Contact",
                TextKey.SkipToText => "Skip to the text",
                TextKey.Footer =>
                    "This page comes from the gateway in your home ({a}). It can be opened from the home network only, and nothing "
                    + "can be changed on it.",
                TextKey.YourProvider => "your provider",
                TextKey.HostUnknown => "the sending server that your mail provider names",
                TextKey.Minutes => " min",
                TextKey.Hours => " h ",
                TextKey.Days => " d ",
                TextKey.LessThanAMinute => "less than a minute",
                TextKey.Ago => " ago",
                TextKey.JustNow => "just now",
                TextKey.EnforceHead => "Outbound port 25 is blocked",
                TextKey.EnforceText =>
                    "Mail sent through port 25 to servers other than {i}’s does not leave this line. Ports 587 and 465, web mail and "
                    + "the mail that you receive are not affected.",
                TextKey.NotYetHead => "From {d} on, outbound port 25 will be blocked",
                TextKey.NotYetText =>
                    "Today all mail still goes out. From that day on, mail sent through port 25 to servers other than {i}’s will not "
                    + "leave this line. Please check your settings before then.",
                TextKey.MonitorHead => "Outbound port 25 is going to be blocked",
                TextKey.MonitorText =>
                    "Today all mail still goes out; the gateway only counts what will be blocked. {i} will announce the day. Please "
                    + "check your settings before then.",
                TextKey.OffHead => "Outbound port 25 is open",
                TextKey.OffText => "Port 25 is not blocked on this line. You need not change anything.",
                TextKey.FallbackText =>
                    "The gateway has no valid settings and knows no mail server of {i} yet. Until it does, mail through port 25 waits "
                    + "in your mail software, and is not lost. If this lasts longer than a day, please contact support.",
                TextKey.UnresolvedText =>
                    "The gateway does not know the address of every mail server of {i} yet. Until it does, mail through port 25 "
                    + "waits in your mail software, and is not lost.",
                TextKey.ExemptText => "The device that you are reading this on is exempt: its mail leaves through port 25 as before.",
                TextKey.SinceDate => "In force since {d}.",
                TextKey.SinceStart => "In force for ",
                TextKey.StateTitle => "Gateway status",
                TextKey.OwnHead => "Attempts from this device",
                TextKey.OwnIntro =>
                    "Attempts to send through port 25 to servers other than {i}’s, from the device that you are reading this on ({q}). "
                    + "Nobody else in your home sees this list, and it is not reported to {i}.",
                TextKey.OwnNone => "None since the gateway started.",
                TextKey.ColWhen => "When",
                TextKey.ColServer => "Mail server",
                TextKey.ColTimes => "Times",
                TextKey.ColOutcome => "Result",
                TextKey.OutRedirect => "not sent; your mail software was told why",
                TextKey.OutBlocked => "not sent",
                TextKey.OutWouldBlock => "sent; will be blocked",
                TextKey.OwnHelp => "Was it your mail software? Then please change its settings; it takes a few minutes.",
                TextKey.OwnVirus =>
                    "If you don’t recognize these attempts, a program on this device may be sending mail by itself. Please check the "
                    + "device with up-to-date antivirus software.",
                TextKey.TotalsHead => "All devices together",
                TextKey.TotalsIntro => "For the other devices in your home, only totals are shown.",
                TextKey.TotalRedirected => "Attempts that were stopped, with a message to the mail software",
                TextKey.TotalRejected => "Attempts that were rejected",
                TextKey.TotalBlockedPackets => "Packets to port 25 that did not leave",
                TextKey.TotalWouldBlock => "Attempts that will be blocked",
                TextKey.TotalAllowed => "Connections through port 25 that were allowed",
                TextKey.GatewayHead => "The gateway",
                TextKey.Uptime => "Running for",
                TextKey.Connections => "Connections right now",
                TextKey.Devices => "Devices with connections",
                TextKey.ReportState => "Reports of totals to the provider",
                TextKey.ReportNone => "not set up",
                TextKey.ReportNotYet => "set up; the first one is yet to come",
                TextKey.ReportWaits => "they wait until the gateway knows the time; you need not do anything",
                TextKey.ReportGood => "sent",
                TextKey.ReportLatest => ", most recently on {r}",
                TextKey.ReportFails => "not getting through",
                TextKey.ReportRefused => "refused by {i}",
                TextKey.ReportSince => " since {r}",
                TextKey.ReportNoName => ". The address of the server for reports cannot be found. ",
                TextKey.ReportNoWay => ". The server for reports cannot be reached. ",
                TextKey.ReportNoTrust => ". The server for reports could not prove that it is the right one. ",
                TextKey.ReportNoAnswer => ". The server for reports does not answer as it should. ",
                TextKey.ReportNoSuccess => ". The server for reports does not take them at present. ",
                TextKey.ReportNoHarm =>
                    "Your mail and your Internet connection are not affected. You need not do anything: the gateway "
                    + "tries again by itself.",
                TextKey.ReportTellProvider =>
                    ". The gateway is not registered correctly. Your mail and your Internet connection are not affected. "
                    + "Please tell {i}.",
                TextKey.FirmwareVersion => "Firmware version",
                TextKey.ExplanationTitle => "Your mail was not sent? Outbound Port 25 Blocking",
                TextKey.ShortHead => "In short",
                TextKey.ShortText =>
                    "If your mail software shows an error and names this page, set its sending server (SMTP) like this, and send "
                    + "again:",
                TextKey.RowServer => "Sending server (SMTP)",
                TextKey.RowPort => "Port",
                TextKey.RowAuth => "Authentication",
                TextKey.AuthText => "on (SMTP AUTH): user name and password of your mail account",
                TextKey.Or => " or ",
                TextKey.OtherProvider =>
                    "Is your address from a mail provider other than {i}? Then use the server name that this provider gives for "
                    + "sending, with the same ports.",
                TextKey.LinkMailApps => "Settings for each mail program",
                TextKey.LinkCheck => "Am I affected? Four questions",
                TextKey.WhatHead => "What is Outbound Port 25 Blocking?",
                TextKey.WhatText =>
                    "A port is a numbered entrance of a server. Mail has two: servers hand mail to each other at port 25, and people "
                    + "hand in their mail at port 587 or 465, with user name and password. Viruses on home computers send junk mail "
                    + "straight to port 25 of servers all over the world. Outbound Port 25 Blocking (OP25B) stops that way, and leaves "
                    + "all others open.",
                TextKey.FigureTitle => "Which way mail can take",
                TextKey.FigureAlt =>
                    "From your device through the gateway: port 25 to the mail server of {i} passes. Ports 587 and 465 to any mail "
                    + "server pass. Port 25 to other servers stops at the gateway.",
                TextKey.FigDevice => "Your device",
                TextKey.FigGateway => "Gateway",
                TextKey.FigRelay => "The provider’s",
                TextKey.FigRelay2 => "mail server",
                TextKey.FigOther => "Other servers",
                TextKey.FigPasses => "passes",
                TextKey.FigStops => "stops",
                TextKey.WhoHead => "Who is affected",
                TextKey.WhoText =>
                    "Customers with a changing (dynamic) IP address who send through port 25 of a server that is not {i}’s. Lines with "
                    + "a fixed IP address are not affected.",
                TextKey.AvoidHead => "What affected customers can do",
                TextKey.Avoid587 => "Send through port 587 with authentication (Message Submission). Nearly every mail provider has it.",
                TextKey.Avoid465 => "Or through port 465 with SSL/TLS.",
                TextKey.AvoidRelay => "Or use the sending server of {i}.",
                TextKey.AvoidFixed => "Or change to a line with a fixed IP address.",
                TextKey.LinkAnnouncement => "Announcement by {i}",
                TextKey.LinkCorporate => "For corporate customers",
                TextKey.CheckTitle => "Am I affected? Four questions",
                TextKey.CheckIntro => "Four short questions at the most. The answers are not stored.",
                TextKey.QuestionLabel => "Question",
                TextKey.Yes => "Yes",
                TextKey.No => "No",
                TextKey.StartAgain => "Start again",
                TextKey.ResultLabel => "Result",
                TextKey.Q1 => "Does your line have a changing address (a dynamic IP address)?",
                TextKey.Q1Help =>
                    "Nearly all home lines do. If you have a fixed IP address, it is stated in your contract. If you don’t know, "
                    + "answer Yes.",
                TextKey.Q2 => "Do you send with a mail program, or with a device that sends mail?",
                TextKey.Q2Help =>
                    "Mail programs are Outlook, Thunderbird or the mail app of a phone; devices are printers, cameras and network "
                    + "drives. If you read and write your mail in a web browser only, answer No.",
                TextKey.Q3 => "Is your sending server (SMTP) one of {i}’s?",
                TextKey.Q3Help => "You find the name in the account settings of your mail program, under outgoing or sending server.",
                TextKey.Q3Host => "One of {i}’s servers is, for example, <code>{h}</code>.",
                TextKey.Q4 => "Is your sending port already 587 or 465?",
                TextKey.Q4Help => "The number stands beside the sending server. If it is 25, or if you find none, answer No.",
                TextKey.R1 => "You are not affected",
                TextKey.R1Text =>
                    "Lines with a fixed IP address can use port 25 as before. If your mail still does not go out, please contact "
                    + "support: the line may have to be registered as exempt.",
                TextKey.R2 => "You are not affected",
                TextKey.R2Text => "Web mail is sent by the web mail’s own servers. You need not change anything.",
                TextKey.R3 => "You need not change anything",
                TextKey.R3Text =>
                    "Port 25 of {i}’s own servers stays open. We still recommend port 587 with authentication: it works on the road, "
                    + "too.",
                TextKey.R4 => "You are not affected",
                TextKey.R4Text =>
                    "Ports 587 and 465 are not blocked. If your mail still does not go out, check the user name, password and "
                    + "encryption.",
                TextKey.R5 => "You are affected: please change the sending port",
                TextKey.R5Text => "Mail sent through port 25 to this server does not leave your line. Any one of these helps:",
                TextKey.AppsTitle => "Settings for each mail program",
                TextKey.AppsIntro => "Only sending has to be changed; receiving stays as it is. Change these values:",
                TextKey.AppsNames => "Names of menus may differ a little between versions.",
                TextKey.AppsOther =>
                    "These are {i}’s servers. For an address from another provider, use the sending server that this provider names.",
                TextKey.OutlookNew => "Outlook (new)",
                TextKey.OutlookNew1 =>
                    "Open <strong>Settings</strong> (the gear), then <strong>Accounts</strong> and <strong>Your accounts</strong>.",
                TextKey.OutlookNew2 =>
                    "Beside the account choose <strong>Manage</strong>, then <strong>Change server settings</strong> or "
                    + "<strong>Repair</strong> and <strong>Advanced options</strong>.",
                TextKey.OutlookNew3 => "Under SMTP set server <code>{h}</code>, port <code>{p}</code> and <strong>{s}</strong>, and save.",
                TextKey.OutlookClassic => "Outlook (classic)",
                TextKey.OutlookClassic1 =>
                    "Open <strong>File</strong>, <strong>Account Settings</strong>, <strong>Server Settings</strong>.",
                TextKey.OutlookClassic2 =>
                    "Under <strong>Outgoing mail</strong> set server <code>{h}</code>, port <code>{p}</code>, encryption method "
                    + "<strong>{s}</strong>.",
                TextKey.OutlookClassic3 =>
                    "Tick <strong>My outgoing (SMTP) server requires authentication</strong>, with the same settings as for incoming "
                    + "mail.",
                TextKey.Thunderbird => "Thunderbird",
                TextKey.Thunderbird1 =>
                    "Open <strong>Account Settings</strong>, and at the bottom of the list <strong>Outgoing Server (SMTP)</strong>.",
                TextKey.Thunderbird2 =>
                    "Choose the server and <strong>Edit</strong>. Set server name <code>{h}</code>, port <code>{p}</code>, "
                    + "connection security <strong>{s}</strong>.",
                TextKey.Thunderbird3 => "Authentication method: <strong>Normal password</strong>, with your user name.",
                TextKey.AppleMail => "Apple Mail (macOS)",
                TextKey.AppleMail1 =>
                    "Open <strong>Mail</strong>, <strong>Settings</strong>, <strong>Accounts</strong>, and choose <strong>Server "
                    + "Settings</strong>.",
                TextKey.AppleMail2 =>
                    "Under <strong>Outgoing Mail Server</strong> switch off <strong>Automatically manage connection "
                    + "settings</strong>.",
                TextKey.AppleMail3 =>
                    "Set host name <code>{h}</code>, port <code>{p}</code>, <strong>Use TLS/SSL</strong> and authentication "
                    + "<strong>Password</strong>.",
                TextKey.AppleIos => "iPhone and iPad",
                TextKey.AppleIos1 =>
                    "Open <strong>Settings</strong>, <strong>Apps</strong>, <strong>Mail</strong>, <strong>Mail Accounts</strong>, "
                    + "and choose the account.",
                TextKey.AppleIos2 => "Tap <strong>SMTP</strong> and the <strong>Primary Server</strong>.",
                TextKey.AppleIos3 =>
                    "Set host name <code>{h}</code>, <strong>Use SSL</strong>, authentication <strong>Password</strong> and server "
                    + "port <code>{p}</code>.",
                TextKey.Gmail => "Gmail, “Send mail as”",
                TextKey.Gmail1 =>
                    "Gmail sends from its own servers, so your line does not matter: this works also from here. In a browser open "
                    + "<strong>Settings</strong>, <strong>See all settings</strong>, <strong>Accounts and Import</strong>.",
                TextKey.Gmail2 => "Beside the address under <strong>Send mail as</strong> choose <strong>edit info</strong>.",
                TextKey.Gmail3 =>
                    "Set SMTP server <code>{h}</code>, port <code>{p}</code>, and the secured connection <strong>{g}</strong>.",
                TextKey.Postfix => "Postfix (a mail server at home)",
                TextKey.Postfix1 => "Let it send all mail through a smarthost. In <code>/etc/postfix/main.cf</code>:",
                TextKey.Postfix2 =>
                    "Write server, user name and password into <code>/etc/postfix/sasl_passwd</code>, then run <code>postmap "
                    + "/etc/postfix/sasl_passwd</code> and <code>postfix reload</code>. Mail that waits in the queue goes out then.",
                TextKey.Printers => "Printers and network drives that mail",
                TextKey.Printers1 => "Open the device’s settings in a web browser, and look for mail, SMTP or scan to e-mail.",
                TextKey.Printers2 =>
                    "Set server <code>{h}</code>, port <code>{p}</code>, <strong>{s}</strong>, and SMTP authentication with user "
                    + "name and password.",
                TextKey.Printers3 =>
                    "An old device that knows only port 25 without a password can send through {i}’s server on port 25, where {i} "
                    + "allows it.",
                TextKey.FaqTitle => "Frequently asked questions",
                TextKey.F1 => "Why is port 25 blocked?",
                TextKey.A1 =>
                    "Most junk mail comes from infected home computers that send straight to port 25 of servers all over the world. "
                    + "Blocking port 25 stops that. Providers in Japan have done so since about 2005, and many others around the world "
                    + "do it, too.",
                TextKey.F2 => "Will I get less junk mail?",
                TextKey.A2 =>
                    "No, not by this gateway: it stops junk mail that leaves this line, not what comes to you. It helps others, as "
                    + "their blocking helps you.",
                TextKey.F3 => "Who is affected?",
                TextKey.A3 =>
                    "Customers with a changing IP address who send with a mail program through port 25 of a server that is not {i}’s.",
                TextKey.F4 => "I use {i}’s sending server.",
                TextKey.A4 => "Then you need not change anything. We recommend port 587 with authentication.",
                TextKey.F5 => "I use the sending server of another provider.",
                TextKey.A5 =>
                    "Change the sending port to 587 (or 465) and switch authentication on. The server’s name, your user name and "
                    + "password stay the same.",
                TextKey.F6 => "I use web mail.",
                TextKey.A6 => "It is not affected, for it is sent by the web mail’s servers.",
                TextKey.F7 => "I have my own domain at a hosting company.",
                TextKey.A7 => "Use the sending server of the hosting company with port 587 or 465; nearly all have it.",
                TextKey.F8 => "I run my own mail server at home.",
                TextKey.A8 =>
                    "Let it send all mail through a smarthost (port 587 with authentication), or take a line with a fixed IP "
                    + "address. The page on mail settings shows it for Postfix.",
                TextKey.F9 => "I have a fixed IP address.",
                TextKey.A9 => "Then you are not affected. If your mail is blocked all the same, please contact support.",
                TextKey.F10 => "Does it affect the mail that I receive?",
                TextKey.A10 => "No. Receiving (POP and IMAP: ports 110, 995, 143, 993) is not touched.",
                TextKey.F11 => "My mail provider has no port 587 or 465.",
                TextKey.A11 =>
                    "Then use the sending server of {i}. You may keep your address as sender. If your domain has an SPF record (a "
                    + "list of the servers that may send for it), {i}’s servers have to be in it; the domain’s owner can do that.",
                TextKey.F12 => "My mail software shows an error number.",
                TextKey.A12 =>
                    "<code>0x800CCC0E</code>, <code>0x800CCC0F</code>, <code>0x80042108</code>, <code>0x80042109</code>: no "
                    + "connection to the sending server. <code>0x800CCC6F</code> or <code>554 5.7.1</code>: this gateway’s message "
                    + "about port 25. In all these cases check the sending port first.",
                TextKey.F13 => "Does {i} read my mail?",
                TextKey.A13 =>
                    "No. The gateway stops the connection before any mail is handed over, and sees neither sender nor recipient nor "
                    + "content. {i} gets totals only, no addresses and no names.",
                TextKey.ContactTitle => "Contact",
                TextKey.ContactIntro => "Do you need help with the settings? The support team of {i} is glad to help.",
                TextKey.ContactNone =>
                    "You find the support team’s telephone number and address in your contract, and on the web pages of {i}.",
                TextKey.Phone => "Telephone",
                TextKey.OpeningHours => "Hours",
                TextKey.MailAddress => "Mail",
                TextKey.CorporateHead => "Corporate customers",
                TextKey.CorporateText => "Lines with a fixed IP address and corporate contracts have a page of their own:",
                TextKey.HaveReady => "Please have this ready",
                TextKey.HaveReady1 => "the mail program and its version",
                TextKey.HaveReady2 => "the sending server and port that are set",
                TextKey.HaveReady3 => "the error message, word by word",
                TextKey.NotFoundTitle => "There is no such page",
                TextKey.NotFoundText => "Please choose one of the pages above.",
                TextKey.MisdirectedTitle => "Wrong address",
                TextKey.MisdirectedText => "Please open <code>http://{a}/</code>.",
                TextKey.BadRequestTitle => "The gateway did not understand that",
                _ => null,
            };
        }
    }
}
