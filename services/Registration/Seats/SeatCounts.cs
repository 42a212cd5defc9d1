using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// The seats of one form at one session. <see cref="Taken"/> may exceed <see cref="Capacity"/>: lowering it takes
/// nobody's seat.
/// </summary>
[Data(Category.None)]
public sealed class SeatCounts
{
    /// <summary>Null: the session does not offer this form.</summary>
    public int? Capacity { get; set; }

    public int Taken { get; set; }

    public int Waiting { get; set; }

    public int Free => Math.Max(0, (Capacity ?? 0) - Taken);
}
