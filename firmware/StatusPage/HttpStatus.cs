namespace Gateway.StatusPage
{
    /// <summary>Status codes (RFC 9110 §15) that this server gives.</summary>
    public static class HttpStatus
    {
        /// <summary>None yet: the request goes on.</summary>
        public const int None = 0;

        /// <summary>OK.</summary>
        public const int Ok = 200;

        /// <summary>Bad Request.</summary>
        public const int BadRequest = 400;

        /// <summary>Not Found.</summary>
        public const int NotFound = 404;

        /// <summary>Method Not Allowed.</summary>
        public const int MethodNotAllowed = 405;

        /// <summary>Request Timeout.</summary>
        public const int RequestTimeout = 408;

        /// <summary>Content Too Large: here, any.</summary>
        public const int ContentTooLarge = 413;

        /// <summary>URI Too Long.</summary>
        public const int UriTooLong = 414;

        /// <summary>Misdirected Request: the host is not ours.</summary>
        public const int MisdirectedRequest = 421;

        /// <summary>Request Header Fields Too Large (RFC 6585 §5).</summary>
        public const int FieldsTooLarge = 431;

        /// <summary>Not Implemented: a method that nobody knows.</summary>
        public const int NotImplemented = 501;

        /// <summary>HTTP Version Not Supported.</summary>
        public const int VersionNotSupported = 505;

        /// <summary>Gives code and reason phrase, as the status line has them.</summary>
        public static string LineOf(int status)
        {
            switch (status)
            {
                case Ok:
                    return "200 OK";
                case NotFound:
                    return "404 Not Found";
                case MethodNotAllowed:
                    return "405 Method Not Allowed";
                case RequestTimeout:
                    return "408 Request Timeout";
                case ContentTooLarge:
                    return "413 Content Too Large";
                case UriTooLong:
                    return "414 URI Too Long";
                case MisdirectedRequest:
                    return "421 Misdirected Request";
                case FieldsTooLarge:
                    return "431 Request Header Fields Too Large";
                case NotImplemented:
                    return "501 Not Implemented";
                case VersionNotSupported:
                    return "505 HTTP Version Not Supported";
                default:
                    return "400 Bad Request";
            }
        }
    }
}
