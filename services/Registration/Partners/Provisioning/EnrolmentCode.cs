namespace Stadtgespraeche.Registration.Partners.Provisioning;

/// <summary>The code that a partner's first key has to come with: good once, and not for ever.</summary>
internal static class EnrolmentCode
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);
}
