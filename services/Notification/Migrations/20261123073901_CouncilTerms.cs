using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Stadtgespraeche.Notification.Migrations
{
    /// <inheritdoc />
    public partial class CouncilTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "mandate_end",
                table: "members",
                type: "text",
                nullable: false,
                defaultValue: "Own");

            migrationBuilder.AddColumn<Guid>(
                name: "predecessor_id",
                table: "members",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source",
                table: "members",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "council_terms",
                columns: table => new
                {
                    until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_terms", x => x.until);
                });

            migrationBuilder.CreateIndex(
                name: "ix_members_predecessor_id",
                table: "members",
                column: "predecessor_id",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_members_members_predecessor_id",
                table: "members",
                column: "predecessor_id",
                principalTable: "members",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_members_members_predecessor_id",
                table: "members");

            migrationBuilder.DropTable(
                name: "council_terms");

            migrationBuilder.DropIndex(
                name: "ix_members_predecessor_id",
                table: "members");

            migrationBuilder.DropColumn(
                name: "mandate_end",
                table: "members");

            migrationBuilder.DropColumn(
                name: "predecessor_id",
                table: "members");

            migrationBuilder.DropColumn(
                name: "source",
                table: "members");
        }
    }
}
