using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.DataProtection;

/// <summary>
/// The tables that data protection keeps in every service: <c>erased_people</c> and <c>retention_reports</c>.
/// </summary>
public static class DataProtectionModel
{
    public static ModelBuilder AddDataProtection(this ModelBuilder model)
    {
        model.Entity<ErasedPerson>(person =>
        {
            person.ToTable("erased_people");
            person.HasKey(row => row.IdHash);
        });
        model.Entity<RetentionReport>(report =>
        {
            report.ToTable("retention_reports");
            report.HasKey(row => new
            {
                row.Day,
                row.Rule,
                row.Partner,
            });
        });
        return model;
    }
}
