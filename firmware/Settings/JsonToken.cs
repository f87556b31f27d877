namespace Gateway.Settings
{
    /// <summary>What a <see cref="JsonReader"/> stands on.</summary>
    public enum JsonToken
    {
        /// <summary>Nothing was read yet.</summary>
        None,

        /// <summary>A left curly bracket.</summary>
        BeginObject,

        /// <summary>A right curly bracket.</summary>
        EndObject,

        /// <summary>A left square bracket.</summary>
        BeginArray,

        /// <summary>A right square bracket.</summary>
        EndArray,

        /// <summary>The name of an object's member; its value follows.</summary>
        Name,

        /// <summary>A string that is a value.</summary>
        String,

        /// <summary>A number.</summary>
        Number,

        /// <summary>The literal true.</summary>
        True,

        /// <summary>The literal false.</summary>
        False,

        /// <summary>The literal null.</summary>
        Null,

        /// <summary>The text is read whole, and is JSON.</summary>
        End,

        /// <summary>The text is no JSON, or beyond a limit.</summary>
        Error,
    }
}
