namespace Gateway.Settings
{
    /// <summary>What is said of a text that is no JSON, to someone who wrote it with an editor.</summary>
    internal static class JsonErrorText
    {
        /// <summary>Gives the words.</summary>
        public static string Of(JsonError error)
        {
            switch (error)
            {
                case JsonError.UnexpectedEnd:
                    return "the text ends too early: a value, a quote or a bracket is missing";
                case JsonError.ValueExpected:
                    return "a value must stand here: text in double quotes, a number, true, false, null, or a list or object in brackets";
                case JsonError.NameExpected:
                    return "a key in double quotes must stand here";
                case JsonError.ColonExpected:
                    return "a colon must stand here, between a key and its value";
                case JsonError.CommaExpected:
                    return "a comma or the closing bracket must stand here";
                case JsonError.TrailingComma:
                    return "a comma stands before this bracket: leave it out";
                case JsonError.UnknownLiteral:
                    return "this word is unknown: text stands in double quotes; true, false and null do not";
                case JsonError.MalformedNumber:
                    return "this is no number: JSON has 587, not 0587, +587 or 587.";
                case JsonError.ControlCharacter:
                    return "a text may not hold a line's end or another control character: is the closing quote missing?";
                case JsonError.UnknownEscape:
                    return "this escape is unknown; allowed behind \\: \" \\ / b f n r t, and u with four hex digits";
                case JsonError.LoneSurrogate:
                    return "this is half a character: \\ud800 to \\udfff stand in pairs";
                case JsonError.NulCharacter:
                    return "\\u0000 is not allowed: the device's texts end there";
                case JsonError.MalformedUtf8:
                    return "these bytes are no UTF-8: save the file as UTF-8";
                case JsonError.TextBehind:
                    return "nothing may follow the settings' last bracket";
                case JsonError.TooDeep:
                    return "brackets are nested too deep; allowed: " + JsonReader.MaximumDepth.ToString() + " levels";
                case JsonError.StringTooLong:
                    return "this text is too long; allowed anywhere: " + JsonReader.MaximumStringLength.ToString() + " characters";
                default:
                    return "the file is too long; allowed: " + JsonReader.MaximumLengthBytes.ToString() + " bytes";
            }
        }
    }
}
