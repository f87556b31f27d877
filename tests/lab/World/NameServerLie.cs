namespace Gateway.Lab
{
    /// <summary>What is wrong with a name server's answers.</summary>
    public enum NameServerLie
    {
        /// <summary>Nothing: it answers as it should.</summary>
        None,

        /// <summary>Another id than the question's: somebody guesses.</summary>
        Id,

        /// <summary>From another address than the one that was asked.</summary>
        Address,

        /// <summary>From another port than 53.</summary>
        Port,

        /// <summary>To another question.</summary>
        Question,

        /// <summary>When nobody waits for it any more.</summary>
        Late,

        /// <summary>SERVFAIL: it can't find out.</summary>
        ServerFailure,
    }
}
