namespace Gateway.StatusPage
{
    /// <summary>Something to be answered with, written step by step. It keeps nothing of an answer: one object serves all.</summary>
    public abstract class Page
    {
        /// <summary>Where it is; empty for what is nowhere.</summary>
        public abstract string Path { get; }

        /// <summary>Its media type.</summary>
        public abstract string ContentType { get; }

        /// <summary>The status that it is answered with.</summary>
        public virtual int Status
        {
            get { return HttpStatus.Ok; }
        }

        /// <summary>Whether it is in a language of its readers'.</summary>
        public virtual bool HasLanguage
        {
            get { return false; }
        }

        /// <summary>Whether it is the same at any time, so that a browser may keep it.</summary>
        public virtual bool IsConstant
        {
            get { return false; }
        }

        /// <summary>Whether it tells counters by the catalogue.</summary>
        public virtual bool NeedsCounters
        {
            get { return false; }
        }

        /// <summary>Writes one step, which may be nothing.</summary>
        /// <param name="step">0 and up.</param>
        /// <param name="to">Takes it.</param>
        /// <returns>False when there is no such step: the page has ended.</returns>
        public abstract bool Write(int step, PageWriter to);
    }
}
