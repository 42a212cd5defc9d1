using Npgsql;

namespace Stadtgespraeche.Notification.Settings;

/// <summary>
/// The passwords of the database may stand in lines of their own, where no character of theirs can be taken for a part of
/// the connection string: <c>Database:Password</c> for ConnectionStrings:database and <c>Database:OwnerPassword</c> for
/// ConnectionStrings:owner. They win over a password there.
/// </summary>
public static class DatabasePasswords
{
    private static readonly (string Address, string Password)[] Pairs =
    [
        ("ConnectionStrings:database", "Database:Password"),
        ("ConnectionStrings:owner", "Database:OwnerPassword"),
    ];

    /// <summary>The line that the password of this connection string stands in.</summary>
    public static string LineOf(string address) => Pairs.First(pair => pair.Address == address).Password;

    /// <summary>What is not filled in or not readable stays as it is; <see cref="SettingsFaults"/> says so.</summary>
    public static void AddDatabasePasswords(this ConfigurationManager configuration)
    {
        var whole = new Dictionary<string, string?>();
        foreach (var (address, password) in Pairs)
        {
            if (
                configuration[password] is { Length: > 0 } given
                && !given.Contains(SettingsFaults.Blank, StringComparison.Ordinal)
                && Read(configuration[address]) is { } database
            )
            {
                database.Password = given;
                whole[address] = database.ConnectionString;
            }
        }

        configuration.AddInMemoryCollection(whole);
    }

    private static NpgsqlConnectionStringBuilder? Read(string? address)
    {
        try
        {
            return string.IsNullOrEmpty(address) ? null : new(address);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
