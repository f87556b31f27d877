namespace Gateway.Settings
{
    /// <summary>Why a text is no JSON (RFC 8259), or none that a <see cref="JsonReader"/> takes.</summary>
    public enum JsonError
    {
        /// <summary>Nothing is wrong so far.</summary>
        None,

        /// <summary>The text ends before its value does.</summary>
        UnexpectedEnd,

        /// <summary>Something else stands where a value must.</summary>
        ValueExpected,

        /// <summary>Something else stands where a member's name must.</summary>
        NameExpected,

        /// <summary>Something else stands where a colon must.</summary>
        ColonExpected,

        /// <summary>Something else stands where a comma or the closing bracket must.</summary>
        CommaExpected,

        /// <summary>A comma stands before a closing bracket.</summary>
        TrailingComma,

        /// <summary>A word that is none of true, false, null.</summary>
        UnknownLiteral,

        /// <summary>A number that is not written as RFC 8259 §6 wants it.</summary>
        MalformedNumber,

        /// <summary>A control character in a string, such as a line's end (RFC 8259 §7).</summary>
        ControlCharacter,

        /// <summary>An escape that RFC 8259 §7 does not know.</summary>
        UnknownEscape,

        /// <summary>Half of a surrogate pair (RFC 8259 §8.2).</summary>
        LoneSurrogate,

        /// <summary>U+0000, behind which the device's strings end.</summary>
        NulCharacter,

        /// <summary>Bytes that are no UTF-8 (RFC 3629).</summary>
        MalformedUtf8,

        /// <summary>Something follows the text's one value.</summary>
        TextBehind,

        /// <summary>Objects and arrays are nested deeper than <see cref="JsonReader.MaximumDepth"/>.</summary>
        TooDeep,

        /// <summary>A string is longer than <see cref="JsonReader.MaximumStringLength"/>.</summary>
        StringTooLong,

        /// <summary>The text is longer than <see cref="JsonReader.MaximumLengthBytes"/>.</summary>
        TextTooLong,
    }
}
