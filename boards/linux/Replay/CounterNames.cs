using System.Reflection;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Reads the firmware's counter objects by their fields, so that a counter that is added there shows up here.</summary>
    internal static class CounterNames
    {
        /// <summary>Name and value of every public counter of an object, in the order of declaration.</summary>
        public static IEnumerable<(string Name, long Value)> Of(object counters)
        {
            return counters.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance)
                .Where(field => field.FieldType == typeof(long))
                .OrderBy(field => field.MetadataToken)
                .Select(field => (field.Name, (long)field.GetValue(counters)!));
        }
    }
}
