namespace Stadtgespraeche.Contracts;

/// <summary>
/// How long after its end a session still causes mails, takes contributions by link, and is told to who asks again.
/// </summary>
public static class FollowUp
{
    public const int Days = 60;

    public static readonly TimeSpan Length = TimeSpan.FromDays(Days);
}
