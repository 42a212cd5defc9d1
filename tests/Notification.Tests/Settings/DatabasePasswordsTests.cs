using CsCheck;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Stadtgespraeche.Notification.Settings;

namespace Stadtgespraeche.Notification.Tests.Settings;

/// <summary>Whatever password a database has, it can be written into the file as the comment there says.</summary>
public sealed class DatabasePasswordsTests
{
    private const string Address = "ConnectionStrings__database=Host=127.0.0.1;Database=stadt;Username=dienst";

    [Theory]
    [InlineData("ganz;normal=1", "ganz;normal=1")]
    [InlineData("mit blank in der Mitte", "mit blank in der Mitte")]
    [InlineData("\"ab\\\"c\\$d\"", "ab\"c$d")]
    [InlineData("\"'einfach';Host=boese\"", "'einfach';Host=boese")]
    public void The_line_of_the_password_is_taken_as_it_stands(string written, string password) =>
        Read($"{Address}\nDatabase__Password={written}").Password.ShouldBe(password);

    [Fact]
    public void Every_password_that_is_quoted_as_the_comment_says_comes_through_and_changes_nothing_else() =>
        Gen
            .String.Where(text => text.Length > 0 && !text.Contains('\0') && !text.Contains(SettingsFaults.Blank))
            .Sample(password =>
            {
                var quoted = string.Concat(password.Select(c => c is '"' or '\\' or '$' ? $"\\{c}" : $"{c}"));
                var read = Read($"{Address}\nDatabase__Password=\"{quoted}\"");
                return (read.Password, read.Host, read.Username, read.Database)
                    == (password, "127.0.0.1", "dienst", "stadt");
            });

    [Fact]
    public void A_password_in_the_connection_string_stays_good_where_there_is_no_line_of_its_own() =>
        Read($"{Address};Password=frueher").Password.ShouldBe("frueher");

    [Theory]
    [InlineData("Database:Password", false)]
    [InlineData("Database:OwnerPassword", true)]
    public void A_password_that_is_not_filled_in_is_named_by_its_own_line(string name, bool migrating)
    {
        var settings = new ConfigurationManager
        {
            ["ConnectionStrings:database"] = "Host=127.0.0.1;Database=stadt;Username=dienst",
            ["ConnectionStrings:owner"] = "Host=127.0.0.1;Database=stadt;Username=besitz",
            [name] = SettingsFaults.Blank,
        };
        settings.AddDatabasePasswords();

        SettingsFaults
            .Of(settings, development: false, migrating)
            .ShouldContain(fault => fault.StartsWith(name.Replace(":", "__")));
    }

    private static NpgsqlConnectionStringBuilder Read(string file)
    {
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection(ConfigurationFile.Parse(file));
        settings.AddDatabasePasswords();
        return new(settings["ConnectionStrings:database"]);
    }
}
