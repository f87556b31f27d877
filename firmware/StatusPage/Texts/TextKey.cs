namespace Gateway.StatusPage.Texts
{
    /// <summary>The texts of the page by number, each with the beginning of its English wording. Plain constants: a switch over them is a table.</summary>
    public static class TextKey
    {
        /// <summary>“Mail and port 25”</summary>
        public const int Brand = 0;
        /// <summary>“Pages”</summary>
        public const int NavLabel = 1;
        /// <summary>“State”</summary>
        public const int NavState = 2;
        /// <summary>“What it is”</summary>
        public const int NavExplanation = 3;
        /// <summary>“Am I affected?”</summary>
        public const int NavCheck = 4;
        /// <summary>“Mail settings”</summary>
        public const int NavMailApps = 5;
        /// <summary>“Questions”</summary>
        public const int NavFaq = 6;
        /// <summary>“Contact”</summary>
        public const int NavContact = 7;
        /// <summary>“Skip to the text”</summary>
        public const int SkipToText = 8;
        /// <summary>“This page comes from the gateway in your home ({a}). It …”</summary>
        public const int Footer = 9;
        /// <summary>“your provider”</summary>
        public const int YourProvider = 10;
        /// <summary>“the sending server that your mail provider names”</summary>
        public const int HostUnknown = 11;
        /// <summary>“min”</summary>
        public const int Minutes = 12;
        /// <summary>“h”</summary>
        public const int Hours = 13;
        /// <summary>“d”</summary>
        public const int Days = 14;
        /// <summary>“less than a minute”</summary>
        public const int LessThanAMinute = 15;
        /// <summary>“ago”</summary>
        public const int Ago = 16;
        /// <summary>“just now”</summary>
        public const int JustNow = 17;
        /// <summary>“Outbound port 25 is blocked”</summary>
        public const int EnforceHead = 18;
        /// <summary>“Mail through port 25 to servers of others than {i} does …”</summary>
        public const int EnforceText = 19;
        /// <summary>“From {d} on, outbound port 25 will be blocked”</summary>
        public const int NotYetHead = 20;
        /// <summary>“Today all mail still leaves. From that day on, mail …”</summary>
        public const int NotYetText = 21;
        /// <summary>“Outbound port 25 is going to be blocked”</summary>
        public const int MonitorHead = 22;
        /// <summary>“Today all mail still leaves; the gateway only counts …”</summary>
        public const int MonitorText = 23;
        /// <summary>“Outbound port 25 is open”</summary>
        public const int OffHead = 24;
        /// <summary>“Port 25 is not blocked on this line. You need not change …”</summary>
        public const int OffText = 25;
        /// <summary>“The gateway has no valid settings and knows no mail …”</summary>
        public const int FallbackText = 26;
        /// <summary>“The gateway does not know the address of every mail …”</summary>
        public const int UnresolvedText = 27;
        /// <summary>“The device that you are reading this on is exempt: its …”</summary>
        public const int ExemptText = 28;
        /// <summary>“In force since {d}.”</summary>
        public const int SinceDate = 29;
        /// <summary>“In force for”</summary>
        public const int SinceStart = 30;
        /// <summary>“State of the gateway”</summary>
        public const int StateTitle = 31;
        /// <summary>“Attempts of this device”</summary>
        public const int OwnHead = 32;
        /// <summary>“Attempts of the device that you are reading this on …”</summary>
        public const int OwnIntro = 33;
        /// <summary>“None since the gateway started.”</summary>
        public const int OwnNone = 34;
        /// <summary>“When”</summary>
        public const int ColWhen = 35;
        /// <summary>“Mail server”</summary>
        public const int ColServer = 36;
        /// <summary>“Times”</summary>
        public const int ColTimes = 37;
        /// <summary>“Result”</summary>
        public const int ColOutcome = 38;
        /// <summary>“not sent, and told why”</summary>
        public const int OutRedirect = 39;
        /// <summary>“not sent”</summary>
        public const int OutBlocked = 40;
        /// <summary>“sent; will be blocked”</summary>
        public const int OutWouldBlock = 41;
        /// <summary>“Is one of these your mail software? Then give it other …”</summary>
        public const int OwnHelp = 42;
        /// <summary>“You know nothing of them? Then a program on this device …”</summary>
        public const int OwnVirus = 43;
        /// <summary>“All devices together”</summary>
        public const int TotalsHead = 44;
        /// <summary>“Only totals are shown of the other devices of your home.”</summary>
        public const int TotalsIntro = 45;
        /// <summary>“Attempts that were stopped, with a message to the mail …”</summary>
        public const int TotalRedirected = 46;
        /// <summary>“Attempts that were turned away”</summary>
        public const int TotalRejected = 47;
        /// <summary>“Packets to port 25 that did not leave”</summary>
        public const int TotalBlockedPackets = 48;
        /// <summary>“Attempts that will be blocked”</summary>
        public const int TotalWouldBlock = 49;
        /// <summary>“Connections through port 25 that were allowed”</summary>
        public const int TotalAllowed = 50;
        /// <summary>“The gateway”</summary>
        public const int GatewayHead = 51;
        /// <summary>“Running for”</summary>
        public const int Uptime = 52;
        /// <summary>“Connections of the home at this moment”</summary>
        public const int Connections = 53;
        /// <summary>“Devices with connections”</summary>
        public const int Devices = 54;
        /// <summary>“Reports of totals to the provider”</summary>
        public const int ReportState = 55;
        /// <summary>“not set up”</summary>
        public const int ReportNone = 56;
        /// <summary>“Firmware version”</summary>
        public const int FirmwareVersion = 57;
        /// <summary>“Your mail was not sent? Outbound Port 25 Blocking”</summary>
        public const int ExplanationTitle = 58;
        /// <summary>“In short”</summary>
        public const int ShortHead = 59;
        /// <summary>“If your mail software shows an error and names this …”</summary>
        public const int ShortText = 60;
        /// <summary>“Sending server (SMTP)”</summary>
        public const int RowServer = 61;
        /// <summary>“Port”</summary>
        public const int RowPort = 62;
        /// <summary>“Authentication”</summary>
        public const int RowAuth = 63;
        /// <summary>“on (SMTP AUTH): user name and password of your mail account”</summary>
        public const int AuthText = 64;
        /// <summary>“or”</summary>
        public const int Or = 65;
        /// <summary>“Is your address from another mail provider than {i}? …”</summary>
        public const int OtherProvider = 66;
        /// <summary>“Settings for each mail program”</summary>
        public const int LinkMailApps = 67;
        /// <summary>“Am I affected? Four questions”</summary>
        public const int LinkCheck = 68;
        /// <summary>“What is Outbound Port 25 Blocking?”</summary>
        public const int WhatHead = 69;
        /// <summary>“A port is a numbered entrance of a server. Mail has two: …”</summary>
        public const int WhatText = 70;
        /// <summary>“Which way mail can take”</summary>
        public const int FigureTitle = 71;
        /// <summary>“From your device through the gateway: port 25 to the …”</summary>
        public const int FigureAlt = 72;
        /// <summary>“Your device”</summary>
        public const int FigDevice = 73;
        /// <summary>“Gateway”</summary>
        public const int FigGateway = 74;
        /// <summary>“The provider’s”</summary>
        public const int FigRelay = 75;
        /// <summary>“mail server”</summary>
        public const int FigRelay2 = 76;
        /// <summary>“Other servers”</summary>
        public const int FigOther = 77;
        /// <summary>“passes”</summary>
        public const int FigPasses = 78;
        /// <summary>“stops”</summary>
        public const int FigStops = 79;
        /// <summary>“Who is affected”</summary>
        public const int WhoHead = 80;
        /// <summary>“Customers whose address changes (dynamic IP address) and …”</summary>
        public const int WhoText = 81;
        /// <summary>“What affected customers can do”</summary>
        public const int AvoidHead = 82;
        /// <summary>“Send through port 587 with authentication (Message …”</summary>
        public const int Avoid587 = 83;
        /// <summary>“Or through port 465 with SSL/TLS.”</summary>
        public const int Avoid465 = 84;
        /// <summary>“Or use the sending server of {i}.”</summary>
        public const int AvoidRelay = 85;
        /// <summary>“Or change to a line with a fixed IP address.”</summary>
        public const int AvoidFixed = 86;
        /// <summary>“The announcement of {i}”</summary>
        public const int LinkAnnouncement = 87;
        /// <summary>“For corporate customers”</summary>
        public const int LinkCorporate = 88;
        /// <summary>“Am I affected? Four questions”</summary>
        public const int CheckTitle = 89;
        /// <summary>“Four short questions at the most. The answers are not …”</summary>
        public const int CheckIntro = 90;
        /// <summary>“Question”</summary>
        public const int QuestionLabel = 91;
        /// <summary>“Yes”</summary>
        public const int Yes = 92;
        /// <summary>“No”</summary>
        public const int No = 93;
        /// <summary>“Start again”</summary>
        public const int StartAgain = 94;
        /// <summary>“Result”</summary>
        public const int ResultLabel = 95;
        /// <summary>“Is your line one with a changing address (dynamic IP …”</summary>
        public const int Q1 = 96;
        /// <summary>“Nearly all home lines are. If you have a fixed IP …”</summary>
        public const int Q1Help = 97;
        /// <summary>“Do you send with a mail program, or with a device that …”</summary>
        public const int Q2 = 98;
        /// <summary>“Mail programs are Outlook, Thunderbird or the mail app …”</summary>
        public const int Q2Help = 99;
        /// <summary>“Is the sending server (SMTP) one of {i}?”</summary>
        public const int Q3 = 100;
        /// <summary>“You find the name in the account settings of your mail …”</summary>
        public const int Q3Help = 101;
        /// <summary>“A server of {i} is, for example, {h}.”</summary>
        public const int Q3Host = 102;
        /// <summary>“Is the sending port 587 or 465 already?”</summary>
        public const int Q4 = 103;
        /// <summary>“The number stands beside the sending server. If it is …”</summary>
        public const int Q4Help = 104;
        /// <summary>“You are not affected”</summary>
        public const int R1 = 105;
        /// <summary>“Lines with a fixed IP address can use port 25 as before. …”</summary>
        public const int R1Text = 106;
        /// <summary>“You are not affected”</summary>
        public const int R2 = 107;
        /// <summary>“Web mail is sent by the web mail’s own servers. You need …”</summary>
        public const int R2Text = 108;
        /// <summary>“You need not change anything”</summary>
        public const int R3 = 109;
        /// <summary>“Port 25 of {i}’s own servers stays open. We still …”</summary>
        public const int R3Text = 110;
        /// <summary>“You are not affected”</summary>
        public const int R4 = 111;
        /// <summary>“Ports 587 and 465 are not blocked. If mail does not go …”</summary>
        public const int R4Text = 112;
        /// <summary>“You are affected: please change the sending port”</summary>
        public const int R5 = 113;
        /// <summary>“Mail through port 25 to this server does not leave your …”</summary>
        public const int R5Text = 114;
        /// <summary>“Settings for each mail program”</summary>
        public const int AppsTitle = 115;
        /// <summary>“Only sending has to be changed; receiving stays as it …”</summary>
        public const int AppsIntro = 116;
        /// <summary>“Names of menus may differ a little between versions.”</summary>
        public const int AppsNames = 117;
        /// <summary>“These are the servers of {i}. For an address of another …”</summary>
        public const int AppsOther = 118;
        /// <summary>“Outlook (new)”</summary>
        public const int OutlookNew = 119;
        /// <summary>“Open Settings (the gear), then Accounts and Your accounts.”</summary>
        public const int OutlookNew1 = 120;
        /// <summary>“Beside the account choose Manage, then Change server …”</summary>
        public const int OutlookNew2 = 121;
        /// <summary>“Under SMTP set server {h}, port {p} and {s}, and save.”</summary>
        public const int OutlookNew3 = 122;
        /// <summary>“Outlook (classic)”</summary>
        public const int OutlookClassic = 123;
        /// <summary>“Open File, Account Settings, Server Settings.”</summary>
        public const int OutlookClassic1 = 124;
        /// <summary>“Under Outgoing mail set server {h}, port {p}, encryption …”</summary>
        public const int OutlookClassic2 = 125;
        /// <summary>“Tick My outgoing (SMTP) server requires authentication, …”</summary>
        public const int OutlookClassic3 = 126;
        /// <summary>“Thunderbird”</summary>
        public const int Thunderbird = 127;
        /// <summary>“Open Account Settings, and at the bottom of the list …”</summary>
        public const int Thunderbird1 = 128;
        /// <summary>“Choose the server and Edit. Set server name {h}, port …”</summary>
        public const int Thunderbird2 = 129;
        /// <summary>“Authentication method: Normal password, with your user name.”</summary>
        public const int Thunderbird3 = 130;
        /// <summary>“Apple Mail (macOS)”</summary>
        public const int AppleMail = 131;
        /// <summary>“Open Mail, Settings, Accounts, and choose Server Settings.”</summary>
        public const int AppleMail1 = 132;
        /// <summary>“Under Outgoing Mail Server switch off Automatically …”</summary>
        public const int AppleMail2 = 133;
        /// <summary>“Set host name {h}, port {p}, Use TLS/SSL and …”</summary>
        public const int AppleMail3 = 134;
        /// <summary>“iPhone and iPad”</summary>
        public const int AppleIos = 135;
        /// <summary>“Open Settings, Apps, Mail, Mail Accounts, and choose the …”</summary>
        public const int AppleIos1 = 136;
        /// <summary>“Tap SMTP and the Primary Server.”</summary>
        public const int AppleIos2 = 137;
        /// <summary>“Set host name {h}, Use SSL, authentication Password and …”</summary>
        public const int AppleIos3 = 138;
        /// <summary>“Gmail, “Send mail as””</summary>
        public const int Gmail = 139;
        /// <summary>“Gmail sends from its own servers, so your line does not …”</summary>
        public const int Gmail1 = 140;
        /// <summary>“Beside the address under Send mail as choose edit info.”</summary>
        public const int Gmail2 = 141;
        /// <summary>“Set SMTP server {h}, port {p}, and the secured …”</summary>
        public const int Gmail3 = 142;
        /// <summary>“Postfix (a mail server at home)”</summary>
        public const int Postfix = 143;
        /// <summary>“Let it send all mail through a smarthost. In …”</summary>
        public const int Postfix1 = 144;
        /// <summary>“Write server, user name and password into …”</summary>
        public const int Postfix2 = 145;
        /// <summary>“Printers and network drives that mail”</summary>
        public const int Printers = 146;
        /// <summary>“Open the device’s settings in a web browser, and look …”</summary>
        public const int Printers1 = 147;
        /// <summary>“Set server {h}, port {p}, {s}, and SMTP authentication …”</summary>
        public const int Printers2 = 148;
        /// <summary>“An old device that knows only port 25 without a password …”</summary>
        public const int Printers3 = 149;
        /// <summary>“Frequently asked questions”</summary>
        public const int FaqTitle = 150;
        /// <summary>“Why is port 25 blocked?”</summary>
        public const int F1 = 151;
        /// <summary>“Most junk mail comes from infected home computers that …”</summary>
        public const int A1 = 152;
        /// <summary>“Will I get less junk mail?”</summary>
        public const int F2 = 153;
        /// <summary>“No, not by this gateway: it stops junk mail that leaves …”</summary>
        public const int A2 = 154;
        /// <summary>“Who is affected?”</summary>
        public const int F3 = 155;
        /// <summary>“Those with a changing IP address who send with a mail …”</summary>
        public const int A3 = 156;
        /// <summary>“I use {i}’s sending server.”</summary>
        public const int F4 = 157;
        /// <summary>“Then you need not change anything. We recommend port 587 …”</summary>
        public const int A4 = 158;
        /// <summary>“I use the sending server of another provider.”</summary>
        public const int F5 = 159;
        /// <summary>“Change the sending port to 587 (or 465) and switch …”</summary>
        public const int A5 = 160;
        /// <summary>“I use web mail.”</summary>
        public const int F6 = 161;
        /// <summary>“It is not affected, for it is sent by the web mail’s …”</summary>
        public const int A6 = 162;
        /// <summary>“I have my own domain at a hosting company.”</summary>
        public const int F7 = 163;
        /// <summary>“Use the sending server of the hosting company with port …”</summary>
        public const int A7 = 164;
        /// <summary>“I run my own mail server at home.”</summary>
        public const int F8 = 165;
        /// <summary>“Let it send all mail through a smarthost (port 587 with …”</summary>
        public const int A8 = 166;
        /// <summary>“I have a fixed IP address.”</summary>
        public const int F9 = 167;
        /// <summary>“Then you are not affected. If mail is blocked all the …”</summary>
        public const int A9 = 168;
        /// <summary>“Does it affect the mail that I receive?”</summary>
        public const int F10 = 169;
        /// <summary>“No. Receiving (POP and IMAP: ports 110, 995, 143, 993) …”</summary>
        public const int A10 = 170;
        /// <summary>“My mail provider has no port 587 or 465.”</summary>
        public const int F11 = 171;
        /// <summary>“Then use the sending server of {i}. You may keep your …”</summary>
        public const int A11 = 172;
        /// <summary>“My mail software shows an error number.”</summary>
        public const int F12 = 173;
        /// <summary>“0x800CCC0E, 0x800CCC0F, 0x80042108, 0x80042109: no …”</summary>
        public const int A12 = 174;
        /// <summary>“Does {i} read my mail?”</summary>
        public const int F13 = 175;
        /// <summary>“No. The gateway stops the connection before any mail is …”</summary>
        public const int A13 = 176;
        /// <summary>“Contact”</summary>
        public const int ContactTitle = 177;
        /// <summary>“Do you need help with the settings? The support of {i} …”</summary>
        public const int ContactIntro = 178;
        /// <summary>“The support’s telephone number and address stand in your …”</summary>
        public const int ContactNone = 179;
        /// <summary>“Telephone”</summary>
        public const int Phone = 180;
        /// <summary>“Hours”</summary>
        public const int OpeningHours = 181;
        /// <summary>“Mail”</summary>
        public const int MailAddress = 182;
        /// <summary>“Corporate customers”</summary>
        public const int CorporateHead = 183;
        /// <summary>“Lines with a fixed IP address and corporate contracts …”</summary>
        public const int CorporateText = 184;
        /// <summary>“What helps us to help you”</summary>
        public const int HaveReady = 185;
        /// <summary>“the mail program and its version”</summary>
        public const int HaveReady1 = 186;
        /// <summary>“the sending server and port that are set”</summary>
        public const int HaveReady2 = 187;
        /// <summary>“the error message, word by word”</summary>
        public const int HaveReady3 = 188;
        /// <summary>“There is no such page”</summary>
        public const int NotFoundTitle = 189;
        /// <summary>“Please choose one of the pages above.”</summary>
        public const int NotFoundText = 190;
        /// <summary>“Wrong address”</summary>
        public const int MisdirectedTitle = 191;
        /// <summary>“Please open http://{a}/.”</summary>
        public const int MisdirectedText = 192;
        /// <summary>“The gateway did not understand that”</summary>
        public const int BadRequestTitle = 193;
        /// <summary>“set up; the first one is yet to come”</summary>
        public const int ReportNotYet = 194;
        /// <summary>“they wait until the gateway knows the time; you need …”</summary>
        public const int ReportWaits = 195;
        /// <summary>“sent”</summary>
        public const int ReportGood = 196;
        /// <summary>“, most recently on {r}”</summary>
        public const int ReportLatest = 197;
        /// <summary>“not getting through”</summary>
        public const int ReportFails = 198;
        /// <summary>“refused by {i}”</summary>
        public const int ReportRefused = 199;
        /// <summary>“since {r}”</summary>
        public const int ReportSince = 200;
        /// <summary>“The address of the server for reports cannot be found.”</summary>
        public const int ReportNoName = 201;
        /// <summary>“The server for reports cannot be reached.”</summary>
        public const int ReportNoWay = 202;
        /// <summary>“The server for reports could not prove that it is the …”</summary>
        public const int ReportNoTrust = 203;
        /// <summary>“The server for reports does not answer as it should.”</summary>
        public const int ReportNoAnswer = 204;
        /// <summary>“The server for reports does not take them at present.”</summary>
        public const int ReportNoSuccess = 205;
        /// <summary>“Your mail and your Internet connection are not affected. …”</summary>
        public const int ReportNoHarm = 206;
        /// <summary>“The gateway is not registered correctly. Your mail and …”</summary>
        public const int ReportTellProvider = 207;

        /// <summary>How many there are.</summary>
        public const int Count = ReportTellProvider + 1;
    }
}
