namespace Gateway.Smtp
{
    /// <summary>
    /// The sessions that the notice remembers, to send a lost greeting again and to end idle ones. When all places are taken,
    /// clients are served all the same, without that. Ints at the places below, behind session * <see cref="Ints"/>.
    /// </summary>
    internal sealed class NoticeSessions
    {
        /// <summary>op25b.md: the latest 16 sessions.</summary>
        public const int Capacity = 16;

        /// <summary>No such session.</summary>
        public const int None = -1;

        /// <summary>Ints a session.</summary>
        public const int Ints = 11;

        /// <summary>Of <see cref="Sent"/>: nothing more to say, our FIN is out.</summary>
        public const int AllSaid = -1;

        /// <summary>
        /// Of <see cref="Sent"/>: the client's FIN is taken too. Kept so that its segments, when they come again, don't count
        /// anew; the place is the next client's.
        /// </summary>
        public const int Ended = -2;

        public const int ClientAddress = 0;
        public const int ServerAddress = 1;
        public const int ClientPort = 2; // 0: the place is free
        public const int InitialSequence = 3;
        public const int ClientNext = 4; // the sequence number that we expect of the client
        public const int Acknowledged = 5; // how much of our stream the client has
        public const int Sent = 6; // how much of it we have sent
        public const int StartedMs = 7; // low 32 bits: differences count
        public const int ResendAtMs = 8;
        public const int Resends = 9;
        public const int ClientFirst = 10; // the sequence number behind the client's SYN

        private readonly int[] _rows = new int[Capacity * Ints];

        /// <summary>The rows.</summary>
        public int[] Rows
        {
            get { return _rows; }
        }

        /// <summary>Finds a session, or <see cref="None"/>.</summary>
        public int Find(uint clientAddress, int clientPort, uint serverAddress)
        {
            for (int row = 0; row < _rows.Length; row += Ints)
            {
                if (_rows[row + ClientPort] == clientPort
                    && _rows[row + ClientAddress] == (int)clientAddress
                    && _rows[row + ServerAddress] == (int)serverAddress)
                {
                    return row;
                }
            }

            return None;
        }

        /// <summary>Remembers a session, in a free place or an ended one's; <see cref="None"/> when there is neither.</summary>
        public int Add(uint clientAddress, int clientPort, uint serverAddress)
        {
            int place = None;
            for (int row = 0; row < _rows.Length; row += Ints)
            {
                if (_rows[row + ClientPort] == 0)
                {
                    place = row;
                    break;
                }

                if (HasEnded(row))
                {
                    place = row;
                }
            }

            if (place != None)
            {
                _rows[place + ClientAddress] = (int)clientAddress;
                _rows[place + ServerAddress] = (int)serverAddress;
                _rows[place + ClientPort] = clientPort;
                _rows[place + Acknowledged] = 0;
                _rows[place + Sent] = 0;
                _rows[place + Resends] = 0;
            }

            return place;
        }

        /// <summary>Tells whether nothing more will come of a session but what came already.</summary>
        public bool HasEnded(int row)
        {
            return _rows[row + Sent] == Ended;
        }

        /// <summary>Forgets a session.</summary>
        public void Remove(int row)
        {
            _rows[row + ClientPort] = 0;
        }

        /// <summary>Forgets all.</summary>
        public void Clear()
        {
            for (int row = 0; row < _rows.Length; row += Ints)
            {
                _rows[row + ClientPort] = 0;
            }
        }
    }
}
