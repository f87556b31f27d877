namespace Gateway.StatusPage.Texts
{
    /// <summary>The page's texts in Japanese. Markup stands in them as in HTML; a letter in braces is a fact (PageFacts).</summary>
    public static class JapaneseText
    {
        /// <summary>Gives one text; null for a key that is none.</summary>
        public static string Get(int key)
        {
            return key switch
            {
                TextKey.Brand => "メール送信と25番ポート",
                TextKey.NavLabel => "ページ一覧",
                TextKey.NavState => "現在の状況",
                TextKey.NavExplanation => "しくみ",
                TextKey.NavCheck => "対象者早見表",
                TextKey.NavMailApps => "設定変更例",
                TextKey.NavFaq => "よくある質問",
                TextKey.NavContact => "お問い合わせ",
                TextKey.SkipToText => "本文へ進む",
                TextKey.Footer =>
                    "このページは、ご家庭のゲートウェイ（{a}）が表示しています。ご家庭のネットワークの中からだけ開くことができ、この"
                    + "ページから設定を変えることはできません。",
                TextKey.YourProvider => "ご契約のプロバイダー",
                TextKey.HostUnknown => "メールのプロバイダーが案内する送信サーバー",
                TextKey.Minutes => "分",
                TextKey.Hours => "時間",
                TextKey.Days => "日",
                TextKey.LessThanAMinute => "1分未満",
                TextKey.Ago => "前",
                TextKey.JustNow => "たった今",
                TextKey.EnforceHead => "25番ポートブロックを実施しています",
                TextKey.EnforceText =>
                    "この回線からは、{i}以外のメールサーバーへ25番ポートでメールを送信できません。587番ポートや465番ポートでの送信、Web"
                    + "メール、メールの受信には影響ありません。",
                TextKey.NotYetHead => "{d}から25番ポートブロックを実施します",
                TextKey.NotYetText =>
                    "現在は、すべてのメールを送信できます。この日からは、この回線から{i}以外のメールサーバーへ25番ポートでメールを送信"
                    + "できなくなります。それまでに設定をご確認ください。",
                TextKey.MonitorHead => "25番ポートブロックを実施する予定です",
                TextKey.MonitorText =>
                    "現在は、すべてのメールを送信できます。ゲートウェイは、実施後にブロックされる通信の数だけを数えています。実施日は"
                    + "{i}からお知らせします。それまでに設定をご確認ください。",
                TextKey.OffHead => "25番ポートブロックは実施していません",
                TextKey.OffText => "この回線では25番ポートをブロックしていません。設定を変える必要はありません。",
                TextKey.FallbackText =>
                    "ゲートウェイに有効な設定がなく、{i}のメールサーバーを確認できていません。確認できるまでの間、25番ポートで送るメー"
                    + "ルは、お使いのメールソフトで送信待ちになります。失われることはありません。1日以上続くときは、お問い合わせください"
                    + "。",
                TextKey.UnresolvedText =>
                    "{i}のメールサーバーのうち、アドレスを確認できていないものがあります。確認できるまでの間、25番ポートで送るメールは"
                    + "、お使いのメールソフトで送信待ちになります。失われることはありません。",
                TextKey.ExemptText => "いまお使いの機器は対象外です。これまでどおり25番ポートでメールを送信できます。",
                TextKey.SinceDate => "{d}から実施しています。",
                TextKey.SinceStart => "実施してからの経過時間：",
                TextKey.StateTitle => "ゲートウェイの状況",
                TextKey.OwnHead => "この機器からの送信",
                TextKey.OwnIntro =>
                    "いまお使いの機器（{q}）から、{i}以外のメールサーバーへ25番ポートで送ろうとした記録です。ご家庭のほかの方には表示"
                    + "されません。{i}にも報告されません。",
                TextKey.OwnNone => "ゲートウェイの起動後、記録はありません。",
                TextKey.ColWhen => "日時",
                TextKey.ColServer => "送信先サーバー",
                TextKey.ColTimes => "回数",
                TextKey.ColOutcome => "結果",
                TextKey.OutRedirect => "送信されませんでした（理由を通知済み）",
                TextKey.OutBlocked => "送信されませんでした",
                TextKey.OutWouldBlock => "送信されました（実施後はブロックされます）",
                TextKey.OwnHelp => "お使いのメールソフトによるものであれば、設定の変更をお願いします。数分で終わります。",
                TextKey.OwnVirus =>
                    "心当たりがない場合は、この機器がウイルスなどに感染し、メールを送信しているおそれがあります。最新のウイルス対策ソフ"
                    + "トで確認してください。",
                TextKey.TotalsHead => "すべての機器の合計",
                TextKey.TotalsIntro => "ご家庭のほかの機器については、合計だけを表示します。",
                TextKey.TotalRedirected => "ブロックし、メールソフトに理由を通知した送信",
                TextKey.TotalRejected => "拒否した送信",
                TextKey.TotalBlockedPackets => "25番ポート宛てで破棄したパケット",
                TextKey.TotalWouldBlock => "実施後にブロックされる送信",
                TextKey.TotalAllowed => "25番ポートで許可した接続",
                TextKey.GatewayHead => "ゲートウェイ",
                TextKey.Uptime => "稼働時間",
                TextKey.Connections => "現在の接続数",
                TextKey.Devices => "通信中の機器の数",
                TextKey.ReportState => "プロバイダーへの合計の報告",
                TextKey.ReportNone => "設定されていません",
                TextKey.ReportNotYet => "設定済み（初回の報告前です）",
                TextKey.ReportWaits => "ゲートウェイの時刻が確認できるまで待っています。お客さまの操作は必要ありません",
                TextKey.ReportGood => "送信しています",
                TextKey.ReportLatest => "（最終送信：{r}）",
                TextKey.ReportFails => "送信できていません",
                TextKey.ReportRefused => "{i}に受け付けられていません",
                TextKey.ReportSince => "（{r}から）",
                TextKey.ReportNoName => "。報告用サーバーのアドレスを確認できません。",
                TextKey.ReportNoWay => "。報告用サーバーに接続できません。",
                TextKey.ReportNoTrust => "。報告用サーバーが正しいものであることを確認できません。",
                TextKey.ReportNoAnswer => "。報告用サーバーから正しい応答がありません。",
                TextKey.ReportNoSuccess => "。報告用サーバーが現在受け付けていません。",
                TextKey.ReportNoHarm =>
                    "メールやインターネットのご利用に影響はありません。ゲートウェイが自動で送り直しますので、お客さまの操作は必要あ"
                    + "りません。",
                TextKey.ReportTellProvider =>
                    "。ゲートウェイの登録情報に誤りがあります。メールやインターネットのご利用に影響はありません。{i}へご連絡くだ"
                    + "さい。",
                TextKey.FirmwareVersion => "ファームウェアのバージョン",
                TextKey.ExplanationTitle => "メールを送信できませんでしたか？　25番ポートブロックについて",
                TextKey.ShortHead => "まずはこちら",
                TextKey.ShortText =>
                    "メールソフトのエラーメッセージにこのページのアドレスが表示されたときは、送信サーバー（SMTP）を次のように設定して、"
                    + "もう一度送信してください。",
                TextKey.RowServer => "送信サーバー（SMTP）",
                TextKey.RowPort => "ポート番号",
                TextKey.RowAuth => "認証",
                TextKey.AuthText => "あり（SMTP AUTH）。メールアカウントのユーザー名とパスワードを使います",
                TextKey.Or => " または ",
                TextKey.OtherProvider =>
                    "{i}以外のメールアドレスをお使いの場合は、そのプロバイダーが案内する送信サーバー名を設定してください。ポート番号"
                    + "は同じです。",
                TextKey.LinkMailApps => "メールソフトの設定変更例",
                TextKey.LinkCheck => "対象者早見表（4つの質問）",
                TextKey.WhatHead => "25番ポートブロックとは",
                TextKey.WhatText =>
                    "ポートとは、サーバーの入口につけられた番号です。メールの送信には、サーバーどうしが使う25番ポートと、利用者がユー"
                    + "ザー名とパスワードを使って送信する587番ポート（または465番ポート）があります。パソコンに入り込んだウイルスは、世"
                    + "界中のサーバーの25番ポートへ直接、迷惑メールを送ります。25番ポートブロック（Outbound Port25 Blocking、OP25B）は"
                    + "、この経路だけを止めるしくみです。ほかの経路は止めません。",
                TextKey.FigureTitle => "メールの経路",
                TextKey.FigureAlt =>
                    "お使いの機器からゲートウェイを通る経路です。{i}のメールサーバーへの25番ポートと、すべてのメールサーバーへの587番"
                    + "・465番ポートは通ります。ほかのサーバーへの25番ポートは、ゲートウェイで止まります。",
                TextKey.FigDevice => "お使いの機器",
                TextKey.FigGateway => "ゲートウェイ",
                TextKey.FigRelay => "プロバイダーの",
                TextKey.FigRelay2 => "メールサーバー",
                TextKey.FigOther => "ほかのサーバー",
                TextKey.FigPasses => "通る",
                TextKey.FigStops => "止まる",
                TextKey.WhoHead => "対象となるお客さま",
                TextKey.WhoText =>
                    "動的IPアドレス（接続のたびに変わるアドレス）のサービスをご利用で、{i}以外のメールサーバーへ25番ポートで送信して"
                    + "いるお客さまです。固定IPアドレスのサービスは対象外です。",
                TextKey.AvoidHead => "影響を受けるお客さまの回避方法",
                TextKey.Avoid587 =>
                    "送信ポートを587番に変え、認証を使って送信する（Message Submission(Port587)）。ほとんどのメールサービスが対応して"
                    + "います。",
                TextKey.Avoid465 => "または、465番ポートとSSL/TLSで送信する。",
                TextKey.AvoidRelay => "または、{i}の送信サーバーを使う。",
                TextKey.AvoidFixed => "または、固定IPアドレスのサービスに変更する。",
                TextKey.LinkAnnouncement => "{i}からのお知らせ",
                TextKey.LinkCorporate => "法人のお客さまへ",
                TextKey.CheckTitle => "対象者早見表",
                TextKey.CheckIntro => "質問は最大4つです。お答えは記録されません。",
                TextKey.QuestionLabel => "質問",
                TextKey.Yes => "はい",
                TextKey.No => "いいえ",
                TextKey.StartAgain => "最初からやり直す",
                TextKey.ResultLabel => "結果",
                TextKey.Q1 => "ご利用の回線は、動的IPアドレスのサービスですか？",
                TextKey.Q1Help =>
                    "ご家庭向けの回線のほとんどは動的IPアドレスです。固定IPアドレスの場合は、契約書類に記載があります。分からないとき"
                    + "は「はい」を選んでください。",
                TextKey.Q2 => "メールソフトや、メールを送る機器を使っていますか？",
                TextKey.Q2Help =>
                    "メールソフトとは、Outlook、Thunderbird、スマートフォンのメールアプリなどです。メールを送る機器とは、複合機、カメ"
                    + "ラ、NASなどです。Webブラウザーだけでメールを読み書きしている場合は「いいえ」を選んでください。",
                TextKey.Q3 => "送信サーバー（SMTP）は、{i}のものですか？",
                TextKey.Q3Help => "サーバー名は、メールソフトのアカウント設定にある「送信サーバー」または「SMTPサーバー」で確認できます。",
                TextKey.Q3Host => "{i}の送信サーバーは、たとえば <code>{h}</code> です。",
                TextKey.Q4 => "送信ポートは、すでに587番または465番ですか？",
                TextKey.Q4Help =>
                    "ポート番号は、送信サーバーの近くに表示されています。25番のとき、または見つからないときは「いいえ」を選んでくださ"
                    + "い。",
                TextKey.R1 => "対象外です",
                TextKey.R1Text =>
                    "固定IPアドレスの回線では、これまでどおり25番ポートを利用できます。それでも送信できないときは、対象外の登録が必要"
                    + "な場合がありますので、お問い合わせください。",
                TextKey.R2 => "影響はありません",
                TextKey.R2Text => "Webメールは、Webメールのサーバーから送信されます。設定を変える必要はありません。",
                TextKey.R3 => "設定を変える必要はありません",
                TextKey.R3Text =>
                    "{i}の送信サーバーへの25番ポートは、これまでどおり利用できます。なお、外出先からも送信できるように、認証を使う587"
                    + "番ポートをおすすめします。",
                TextKey.R4 => "影響はありません",
                TextKey.R4Text =>
                    "587番ポートと465番ポートはブロックされません。それでも送信できないときは、ユーザー名、パスワード、暗号化の設定を"
                    + "確認してください。",
                TextKey.R5 => "対象です。送信ポートの変更をお願いします",
                TextKey.R5Text =>
                    "このサーバーへは、この回線から25番ポートでメールを送信できません。次のいずれかの方法で送信できます。",
                TextKey.AppsTitle => "メールソフトの設定変更例",
                TextKey.AppsIntro => "変更するのは送信の設定だけです。受信の設定はそのままで使えます。次の値に変更してください。",
                TextKey.AppsNames => "メニューの名前は、バージョンによって多少異なる場合があります。",
                TextKey.AppsOther =>
                    "これは{i}のサーバーです。ほかのプロバイダーのメールアドレスの場合は、そのプロバイダーが案内する送信サーバー名を"
                    + "使ってください。",
                TextKey.OutlookNew => "Outlook（新しいOutlook）",
                TextKey.OutlookNew1 =>
                    "<strong>設定</strong>（歯車）から<strong>アカウント</strong>、<strong>メール アカウント</strong>を開きます。",
                TextKey.OutlookNew2 =>
                    "アカウントの<strong>管理</strong>を選び、<strong>サーバー設定の変更</strong>、または<strong>修復</strong>から<st"
                    + "rong>詳細オプション</strong>を開きます。",
                TextKey.OutlookNew3 =>
                    "SMTPのサーバーに <code>{h}</code>、ポートに <code>{p}</code>、暗号化に<strong>{s}</strong>を設定して保存します。",
                TextKey.OutlookClassic => "Outlook（従来版）",
                TextKey.OutlookClassic1 =>
                    "<strong>ファイル</strong>、<strong>アカウント設定</strong>、<strong>サーバーの設定</strong>を開きます。",
                TextKey.OutlookClassic2 =>
                    "<strong>送信メール</strong>で、サーバーに <code>{h}</code>、ポートに <code>{p}</code>、暗号化方法に<strong>{s}</"
                    + "strong>を設定します。",
                TextKey.OutlookClassic3 =>
                    "<strong>送信サーバー (SMTP) は認証が必要</strong>にチェックを入れ、受信メール サーバーと同じ設定を使用します。",
                TextKey.Thunderbird => "Thunderbird",
                TextKey.Thunderbird1 =>
                    "<strong>アカウント設定</strong>を開き、一覧の最後にある<strong>送信 (SMTP) サーバー</strong>を選びます。",
                TextKey.Thunderbird2 =>
                    "サーバーを選んで<strong>編集</strong>を押し、サーバー名に <code>{h}</code>、ポート番号に <code>{p}</code>、接続"
                    + "の保護に<strong>{s}</strong>を設定します。",
                TextKey.Thunderbird3 => "認証方式は<strong>通常のパスワード認証</strong>とし、ユーザー名を入力します。",
                TextKey.AppleMail => "メール（macOS）",
                TextKey.AppleMail1 =>
                    "<strong>メール</strong>、<strong>設定</strong>、<strong>アカウント</strong>から<strong>サーバ設定</strong>を開き"
                    + "ます。",
                TextKey.AppleMail2 => "<strong>送信用メールサーバ</strong>で<strong>接続設定を自動的に管理</strong>をオフにします。",
                TextKey.AppleMail3 =>
                    "ホスト名に <code>{h}</code>、ポートに <code>{p}</code> を入力し、<strong>TLS/SSLを使用</strong>をオン、認証を<st"
                    + "rong>パスワード</strong>にします。",
                TextKey.AppleIos => "iPhone・iPad",
                TextKey.AppleIos1 =>
                    "<strong>設定</strong>、<strong>アプリ</strong>、<strong>メール</strong>、<strong>メールアカウント</strong>からア"
                    + "カウントを選びます。",
                TextKey.AppleIos2 => "<strong>SMTP</strong>をタップし、<strong>プライマリサーバ</strong>を開きます。",
                TextKey.AppleIos3 =>
                    "ホスト名に <code>{h}</code>、<strong>SSLを使用</strong>をオン、認証を<strong>パスワード</strong>、サーバポートに"
                    + " <code>{p}</code> を設定します。",
                TextKey.Gmail => "Gmail「他のメール アドレスを追加」",
                TextKey.Gmail1 =>
                    "Gmailはご家庭の回線ではなくGmailのサーバーから送信するため、25番ポートブロックの影響はありません。ブラウザーで<s"
                    + "trong>設定</strong>、<strong>すべての設定を表示</strong>、<strong>アカウントとインポート</strong>を開きます。",
                TextKey.Gmail2 => "<strong>名前</strong>の欄で、アドレスの<strong>情報を編集</strong>を選びます。",
                TextKey.Gmail3 =>
                    "SMTPサーバーに <code>{h}</code>、ポートに <code>{p}</code>、保護された接続に<strong>{g}</strong>を設定します。",
                TextKey.Postfix => "Postfix（ご家庭のメールサーバー）",
                TextKey.Postfix1 => "すべてのメールを送信サーバー経由で送るように、<code>/etc/postfix/main.cf</code> に次の行を書きます。",
                TextKey.Postfix2 =>
                    "<code>/etc/postfix/sasl_passwd</code> にサーバー名、ユーザー名、パスワードを書き、<code>postmap /etc/postfix/sas"
                    + "l_passwd</code> と <code>postfix reload</code> を実行します。キューで待っていたメールも送信されます。",
                TextKey.Printers => "メールを送る複合機・NAS",
                TextKey.Printers1 => "Webブラウザーで機器の設定画面を開き、「メール」「SMTP」「スキャン送信」などの項目を探します。",
                TextKey.Printers2 =>
                    "サーバーに <code>{h}</code>、ポートに <code>{p}</code>、暗号化に<strong>{s}</strong>を設定し、SMTP認証をオンにし"
                    + "てユーザー名とパスワードを入力します。",
                TextKey.Printers3 => "25番ポートしか使えない古い機器は、{i}の送信サーバーの25番ポートを利用できる場合があります。",
                TextKey.FaqTitle => "よくある質問と回答集",
                TextKey.F1 => "なぜ25番ポートをブロックするのですか？",
                TextKey.A1 =>
                    "迷惑メールの多くは、ウイルスに感染したパソコンから、世界中のサーバーの25番ポートへ直接送られます。この経路を止め"
                    + "ることで、迷惑メールの送信を防ぎます。日本では2005年ごろから多くのプロバイダーが実施しており、海外でも広く行われ"
                    + "ています。",
                TextKey.F2 => "届く迷惑メールは減りますか？",
                TextKey.A2 =>
                    "このゲートウェイによって、お客さまに届く迷惑メールが減るわけではありません。止めるのは、この回線から出ていく迷惑メ"
                    + "ールです。多くのプロバイダーが実施することで、全体の迷惑メールが減ります。",
                TextKey.F3 => "対象になるのは誰ですか？",
                TextKey.A3 =>
                    "動的IPアドレスのサービスをご利用で、{i}以外のメールサーバーへ、メールソフトから25番ポートで送信しているお客さま"
                    + "です。",
                TextKey.F4 => "{i}の送信サーバーを使っています。",
                TextKey.A4 => "設定を変える必要はありません。認証を使う587番ポートをおすすめします。",
                TextKey.F5 => "ほかのプロバイダーの送信サーバーを使っています。",
                TextKey.A5 =>
                    "送信ポートを587番（または465番）に変え、送信時の認証をオンにしてください。サーバー名、ユーザー名、パスワードは変"
                    + "わりません。",
                TextKey.F6 => "Webメールを使っています。",
                TextKey.A6 => "影響はありません。WebメールはWebメールのサーバーから送信されます。",
                TextKey.F7 => "レンタルサーバーで独自ドメインのメールを使っています。",
                TextKey.A7 =>
                    "レンタルサーバーの送信サーバーを、587番または465番ポートで利用してください。ほとんどのレンタルサーバーが対応して"
                    + "います。",
                TextKey.F8 => "自宅でメールサーバーを運用しています。",
                TextKey.A8 =>
                    "587番ポートと認証を使って、送信サーバー（スマートホスト）経由で送るように設定するか、固定IPアドレスのサービスを"
                    + "ご利用ください。Postfixの例を「設定変更例」に載せています。",
                TextKey.F9 => "固定IPアドレスを使っています。",
                TextKey.A9 => "対象外です。それでも送信できないときは、お問い合わせください。",
                TextKey.F10 => "メールの受信に影響はありますか？",
                TextKey.A10 => "ありません。受信（POP・IMAP、110番・995番・143番・993番ポート）には影響しません。",
                TextKey.F11 => "使っているメールサービスが587番・465番ポートに対応していません。",
                TextKey.A11 =>
                    "{i}の送信サーバーをご利用ください。差出人のアドレスはそのまま使えます。ドメインにSPFレコード（送信を許可するサー"
                    + "バーの一覧）がある場合は、{i}のサーバーを加える必要があります。ドメインの管理者にご相談ください。",
                TextKey.F12 => "メールソフトにエラー番号が表示されます。",
                TextKey.A12 =>
                    "<code>0x800CCC0E</code>、<code>0x800CCC0F</code>、<code>0x80042108</code>、<code>0x80042109</code> は、送信サー"
                    + "バーに接続できなかったことを示します。<code>0x800CCC6F</code> と <code>554 5.7.1</code> は、25番ポートについてこ"
                    + "のゲートウェイがお知らせしたものです。いずれの場合も、まず送信ポートを確認してください。",
                TextKey.F13 => "{i}がメールの内容を見ることはありますか？",
                TextKey.A13 =>
                    "ありません。ゲートウェイは、メールが渡される前に接続を止めます。差出人、宛先、本文を見ることはありません。{i}に"
                    + "伝わるのは合計の数だけで、アドレスや名前は伝わりません。",
                TextKey.ContactTitle => "お問い合わせ",
                TextKey.ContactIntro => "設定でお困りのときは、{i}のサポートへお気軽にお問い合わせください。",
                TextKey.ContactNone => "サポートの電話番号やメールアドレスは、契約書類または{i}のWebページでご確認ください。",
                TextKey.Phone => "電話番号",
                TextKey.OpeningHours => "受付時間",
                TextKey.MailAddress => "メール",
                TextKey.CorporateHead => "法人のお客さま",
                TextKey.CorporateText => "固定IPアドレスのサービスや法人契約については、専用のページをご覧ください。",
                TextKey.HaveReady => "お問い合わせの前にご確認ください",
                TextKey.HaveReady1 => "お使いのメールソフトの名前とバージョン",
                TextKey.HaveReady2 => "設定している送信サーバーとポート番号",
                TextKey.HaveReady3 => "表示されたエラーの文面",
                TextKey.NotFoundTitle => "ページが見つかりません",
                TextKey.NotFoundText => "上の一覧からページを選んでください。",
                TextKey.MisdirectedTitle => "アドレスが違います",
                TextKey.MisdirectedText => "<code>http://{a}/</code> を開いてください。",
                TextKey.BadRequestTitle => "リクエストを処理できませんでした",
                _ => null,
            };
        }
    }
}
