namespace Stadtgespraeche.Notification.Mails;

/// <summary>All kinds of mail that there are: whatever class of this assembly is one.</summary>
public sealed class MailKinds(IEnumerable<MailKind> kinds)
{
    private readonly Dictionary<string, MailKind> byName = kinds.ToDictionary(kind => kind.Name);

    public IReadOnlyCollection<MailKind> All => byName.Values;

    /// <summary>Null: a newer release queued it, which this one does not know.</summary>
    public MailKind? Find(string name) => byName.GetValueOrDefault(name);

    public string[] NamesWhere(Func<MailKind, bool> condition) => [.. All.Where(condition).Select(kind => kind.Name)];
}

internal static class MailKindsRegistration
{
    public static void AddMailKinds(this IServiceCollection services)
    {
        foreach (
            var kind in typeof(MailKind)
                .Assembly.GetTypes()
                .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(MailKind)))
                .OrderBy(type => type.Name, StringComparer.Ordinal)
        )
        {
            services.AddSingleton(typeof(MailKind), kind);
        }

        services.AddSingleton<MailKinds>();
    }
}
