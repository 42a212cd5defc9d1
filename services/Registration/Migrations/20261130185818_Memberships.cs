using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Stadtgespraeche.Registration.Migrations
{
    /// <inheritdoc />
    public partial class Memberships : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "told_version",
                table: "members",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "ix_members_untold",
                table: "members",
                column: "id",
                filter: "told_version < version");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_members_untold",
                table: "members");

            migrationBuilder.DropColumn(
                name: "told_version",
                table: "members");
        }
    }
}
