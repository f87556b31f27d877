using Gateway.Time;

namespace Gateway.StatusPage
{
    /// <summary>Status line and header fields of an answer. Nothing of the request stands in them.</summary>
    internal static class ResponseHead
    {
        // No script, no frame around us, nothing from elsewhere; no form has a target.
        private const string Safety =
            "Content-Security-Policy: default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
            + "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n";

        // Ours: long enough for a visit, short enough for a firmware update.
        private const string Keep = "Cache-Control: max-age=600\r\n";
        private const string DoNotKeep = "Cache-Control: no-store\r\n";

        /// <summary>Writes them, with the empty line behind.</summary>
        public static void Write(Page page, bool isVersion11, bool goesOn, PageWriter to)
        {
            EngineStatus status = to.Facts.Status;
            to.Own("HTTP/1.1 ");
            to.Own(HttpStatus.LineOf(page.Status));
            to.Own("\r\n");
            if (status.IsUtcKnown)
            {
                // Who has no clock sends none (RFC 9110 §6.6.1).
                to.Own("Date: " + new CivilTime(status.UtcSeconds).ToHttp() + "\r\n");
            }

            to.Own("Content-Type: ");
            to.Own(page.ContentType);
            to.Own("\r\n");
            if (page.HasLanguage)
            {
                to.Own(to.Facts.IsJapanese ? "Content-Language: ja\r\n" : "Content-Language: en\r\n");
                to.Own("Vary: Accept-Language\r\n");
            }

            to.Own(page.IsConstant ? Keep : DoNotKeep);
            to.Own(Safety);
            if (page.Status == HttpStatus.MethodNotAllowed)
            {
                to.Own("Allow: GET, HEAD\r\n");
            }

            if (isVersion11)
            {
                to.Own("Transfer-Encoding: chunked\r\n");
            }

            // HTTP/1.0 learns only by the end of the connection where the answer ends: it never goes on.
            to.Own(goesOn ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
        }
    }
}
